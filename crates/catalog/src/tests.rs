//! What queries find, and how a catalogue is written and read. `random` has the same with random records.

mod naive;
mod random;

use super::build::simplified;
use super::build::{BuildError, Builder, Limits, Record};
use super::byte::FORMAT;
use super::*;

const FACETS: [usize; 2] = [3, 4];
const COLUMNS: usize = 2;

fn builder(limits: Limits) -> Builder {
    let mut builder = Builder::new(FACETS.iter().map(|&count| count as u32).collect(), COLUMNS as u8);
    builder.limits = limits;
    builder
}

fn files(records: &[Record], limits: Limits) -> Vec<(Part, Vec<u8>)> {
    let mut builder = builder(limits);
    records.iter().for_each(|record| builder.add(record.clone()).expect("the record fits"));
    builder.finish().expect("a small catalogue")
}

/// Opens the first file and provides the other parts on request.
fn ask(files: &[(Part, Vec<u8>)], catalog: &mut Catalog, query: &Query) -> Outcome {
    for _ in 0..5 {
        let needs = catalog.needs(query);
        match catalog.search(query) {
            Ok(outcome) => {
                assert!(needs.is_empty());
                return outcome;
            }
            Err(Missing(parts)) => assert_eq!(parts, needs),
        }
        for part in needs {
            let (_, file) = files.iter().find(|(other, _)| *other == part).expect("the part was written");
            catalog.give(part, file.clone()).expect("the part is good");
        }
    }
    panic!("a fifth round of parts");
}

/// Provides the parts that a query needs until there is an early answer, if there is one.
fn before_bodies(files: &[(Part, Vec<u8>)], catalog: &mut Catalog, query: &Query) -> Option<Outcome> {
    loop {
        if let Some(outcome) = catalog.early(query) {
            assert!(catalog.needs(query).iter().all(|part| part.is_of_bodies()));
            return Some(outcome);
        }
        let needs = catalog.needs(query);
        if needs.is_empty() {
            return None;
        }
        for part in needs {
            let (_, file) = files.iter().find(|(other, _)| *other == part).expect("the part was written");
            catalog.give(part, file.clone()).expect("the part is good");
        }
    }
}

fn places() -> Vec<Record> {
    let place = |title: &str, name: &str, pinyin: &str, text: &str| Record {
        title: title.into(),
        names: vec![name.into()],
        pinyin: pinyin.into(),
        text: text.into(),
        facets: vec![vec![0], vec![]],
        numbers: vec![None, None],
        ..Record::default()
    };
    vec![
        place("Huilan Pavilion", "回澜阁", "Huílán Gé", "at the end of Zhanqiao Pier"),
        place("Zhanqiao Pier", "栈桥", "Zhàn Qiáo", "440 m long, the old town's landmark"),
        place("Badaguan", "八大关", "Bādàguān", "villas of many styles"),
        place("Zhanshan Temple", "湛山寺", "Zhànshān Sì", "栈桥 is far, 12,000 steps"),
    ]
}

#[test]
fn queries_and_what_they_find() {
    let files = files(&places(), Limits::default());
    assert_eq!(files.iter().map(|(part, _)| *part).collect::<Vec<_>>(), [Part::Whole]);
    let mut catalog = Catalog::open(&files[0].1).unwrap();
    for (text, wanted) in [
        ("pier", vec![1, 0]),
        ("PIER zhan", vec![1, 0]),
        ("peir", vec![1, 0]),
        ("pavillion", vec![0]),
        ("栈", vec![1, 3]),
        ("栈桥", vec![1, 3]),
        ("大关", vec![2]),
        ("棧橋", vec![1, 3]),
        ("八大關", vec![2]),
        ("電影", vec![]),
        ("大桥", vec![]),
        ("bādà", vec![2]),
        ("zq", vec![1]),
        ("zhq", vec![1]),
        ("bdg", vec![2]),
        ("zhan qiao", vec![1]),
        ("shan si", vec![3]),
        ("zhàn s", vec![3]),
        ("ier", vec![]),
        ("", vec![0, 1, 2, 3]),
        (" ' ", vec![0, 1, 2, 3]),
        ("town’s", vec![1]),
        ("440", vec![1]),
        ("4400", vec![]),
        ("piers", vec![1, 0]),
        ("pavilions", vec![0]),
        ("villa", vec![2]),
        ("village", vec![]),
        ("landmarks of old towns", vec![]),
        ("old landmarks", vec![1]),
        ("12000", vec![3]),
        ("12,000", vec![3]),
        ("000", vec![]),
    ] {
        let query = Query { text: text.into(), ..Query::default() };
        assert_eq!(catalog.search(&query).unwrap().order, wanted, "{text:?}");
    }
    assert_eq!(catalog.marker("peir").ranges("The Pier"), [(4, 8)]);
    assert_eq!(catalog.marker("pier").ranges("The peir"), []);
    assert_eq!(catalog.marker("棧橋").ranges("青岛栈桥"), [(6, 12)]);
}

/// The parts that preparing asks for, round by round.
fn prepare(files: &[(Part, Vec<u8>)], catalog: &mut Catalog) -> Vec<Vec<Part>> {
    let mut rounds = Vec::new();
    loop {
        let parts = catalog.prepare("z 山");
        rounds.push(parts.clone());
        if parts.is_empty() {
            return rounds;
        }
        for part in parts {
            let (_, file) = files.iter().find(|(other, _)| *other == part).unwrap();
            catalog.give(part, file.clone()).unwrap();
        }
    }
}

#[test]
fn bodies_in_one_file_are_prepared_too() {
    let files = files(&articles(), Limits::default());
    let mut catalog = Catalog::open(&files[0].1).unwrap();
    assert_eq!(prepare(&files, &mut catalog), [vec![Part::Bodies], vec![]]);
}

#[test]
fn what_a_first_answer_takes_can_be_there_before() {
    let files = files(&places(), Limits { shard: 30, whole: 0 });
    let mut catalog = Catalog::open(&files[0].1).unwrap();
    let all = catalog.search(&Query::default()).unwrap();
    let counts = catalog.counts(0);
    let rounds = prepare(&files, &mut catalog);
    assert_eq!(rounds, [vec![Part::Terms], vec![Part::PinyinRuns, Part::HanRuns], vec![]]);
    // Preparing leaves the counts and the answer as they were.
    assert_eq!((catalog.counts(0), catalog.search(&Query::default()).unwrap()), (counts, all));
    let query = Query { text: "zhan".into(), ..Query::default() };
    assert!(catalog.needs(&query).iter().all(|part| matches!(part, Part::Postings(_))));
    assert_eq!(ask(&files, &mut catalog, &query).order, [1, 3, 0]);
}

#[test]
fn what_is_not_this_catalogue_is_refused() {
    let limits = Limits { shard: 30, whole: 0 };
    let mine = files(&places(), limits);
    let other = files(&places()[1..], limits);
    let mut catalog = Catalog::open(&mine[0].1).unwrap();
    assert_eq!(Catalog::open(&[]).err(), Some(CatalogError::NotACatalog));
    assert_eq!(Catalog::open(b"<!doctype html>").err(), Some(CatalogError::NotACatalog));
    assert_eq!(Catalog::open(&mine[1].1).err(), Some(CatalogError::WrongPart));
    assert_eq!(catalog.give(Part::Terms, mine[2].1.clone()), Err(CatalogError::WrongPart));
    assert_eq!(catalog.give(Part::Core, mine[0].1.clone()), Err(CatalogError::WrongPart));
    assert_eq!(catalog.give(Part::Terms, other[1].1.clone()), Err(CatalogError::OtherVersion));
    let mut newer = mine[0].1.clone();
    newer[4] = FORMAT + 1;
    assert_eq!(Catalog::open(&newer).err(), Some(CatalogError::Format(FORMAT + 1)));
    let mut damaged = mine[1].1.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(catalog.give(Part::Terms, damaged), Err(CatalogError::Damaged));
    assert_eq!(catalog.give(Part::Terms, mine[1].1.clone()), Ok(()));
}

#[test]
fn cards_that_do_not_fit_into_the_first_file_have_their_own() {
    let mut records = places();
    records[0].card = vec![0; 8 << 10];
    let files = files(&records, Limits { shard: 30, whole: 8 << 10 });
    let parts: Vec<Part> = files.iter().map(|(part, _)| *part).collect();
    assert_eq!(parts, [Part::Whole, Part::Cards(0)]);
    let mut catalog = Catalog::open(&files[0].1).unwrap();
    assert!(catalog.search(&Query { text: "zhan".into(), ..Query::default() }).is_ok());
    assert_eq!(catalog.needs_cards(&[0]), [Part::Cards(0)]);
}

#[test]
fn records_that_do_not_fit_are_refused() {
    let mut builder = builder(Limits::default());
    assert_eq!(builder.add(Record::default()), Err(BuildError::Shape(0)));
    let mut record = places().remove(0);
    record.facets[1] = vec![4];
    assert_eq!(builder.add(record), Err(BuildError::UnknownValue(0, 1)));
}

#[test]
fn parts_have_names() {
    for (part, name) in [
        (Part::Whole, "whole"),
        (Part::HanRuns, "runs/han"),
        (Part::Column(0), "columns/0"),
        (Part::Postings(12), "postings/12"),
        (Part::Bodies, "bodies"),
        (Part::BodyPostings(3), "bodies/postings/3"),
    ] {
        assert_eq!(part.to_string(), name);
        let (kind, number) = part.code();
        assert_eq!(Part::from_code(kind, number), Some(part));
    }
    assert_eq!(Part::from_code(1, 1), None);
    assert_eq!(Part::from_code(10, 1), None);
    assert_eq!(Part::from_code(13, 0), None);
}

/// Records with a body, one of which has a traditional title.
fn articles() -> Vec<Record> {
    let article = |title: &str, body: &str| Record {
        title: title.into(),
        body: body.into(),
        facets: vec![vec![0], vec![]],
        numbers: vec![None, None],
        ..Record::default()
    };
    vec![
        article("Old trams", "Two people repaired the film office's last tram.\n400㎡ of ﬁlm sets. 老电影院的灯光"),
        article("《電影》", "A person with a lens"),
        article("Film office", "十二部电影，栈桥"),
        article("电影之都", "Children of the harbour, ｶﾞｲﾄﾞ"),
    ]
}

#[test]
fn bodies_are_found_after_titles_and_either_form_of_chinese_is() {
    for whole in [0, 64 << 10] {
        let files = files(&articles(), Limits { shard: 30, whole });
        let mut catalog = Catalog::open(&files[0].1).unwrap();
        for (text, wanted) in [
            ("film", vec![2, 0]),
            ("film office", vec![2, 0]),
            ("film offices", vec![2, 0]),
            ("fi1m", vec![]),
            ("tram", vec![0]),
            ("电影", vec![1, 3, 0, 2]),
            ("電影", vec![1, 3, 0, 2]),
            ("電影院", vec![0]),
            ("棧橋", vec![2]),
            ("person", vec![0, 1]),
            ("persons", vec![1]),
            ("people", vec![0, 1]),
            ("child", vec![3]),
            ("children", vec![3]),
            ("400 m2", vec![0]),
            ("400m²", vec![0]),
            ("ﬁlm", vec![2, 0]),
            ("ガイド", vec![3]),
            ("harbuor", vec![3]),
        ] {
            let query = Query { text: text.into(), ..Query::default() };
            assert_eq!(ask(&files, &mut catalog, &query).order, wanted, "{text:?}");
        }
        let marked = |query: &str, text: &str| catalog.marker(query).ranges(text).len();
        assert_eq!([marked("电影", "《電影》"), marked("電影", "电影"), marked("電影", "《電影》")], [1; 3]);
    }
}

#[test]
fn the_first_answer_waits_for_bodies_only_if_it_must() {
    let files = files(&articles(), Limits::default());
    assert_eq!(files.iter().map(|(part, _)| *part).collect::<Vec<_>>(), [Part::Whole, Part::Bodies]);
    let mut catalog = Catalog::open(&files[0].1).unwrap();
    for (text, early) in
        [("film", Some(vec![2])), ("", None), ("tram", Some(vec![0])), ("harbour", None), ("flim", None)]
    {
        let query = Query { text: text.into(), ..Query::default() };
        assert_eq!(catalog.early(&query).map(|outcome| outcome.order), early, "{text:?}");
        assert_eq!(catalog.needs(&query), if text.is_empty() { vec![] } else { vec![Part::Bodies] }, "{text:?}");
    }
    catalog.give(Part::Bodies, files[1].1.clone()).unwrap();
    assert_eq!(catalog.early(&Query { text: "film".into(), ..Query::default() }), None, "all is here");
}

/// The size of the files of each layer, in bytes.
fn sizes(files: &[(Part, Vec<u8>)]) -> [usize; 2] {
    let sum =
        |bodies: bool| files.iter().filter(|(part, _)| part.is_of_bodies() == bodies).map(|(_, it)| it.len()).sum();
    [sum(false), sum(true)]
}

#[test]
fn bodies_cost_the_other_files_nothing() {
    let long = "The long text of a place: streets, hills and 海边的老房子 of every kind.\n".repeat(40);
    let record = |number: usize, body: &str| Record {
        title: format!("Place {number}"),
        body: body.into(),
        facets: vec![vec![], vec![]],
        numbers: vec![None, None],
        ..Record::default()
    };
    for limits in [Limits::default(), Limits { whole: 0, ..Limits::default() }] {
        let size = |body: &str| sizes(&files(&(0..300).map(|number| record(number, body)).collect::<Vec<_>>(), limits));
        let ([without, none], [with, bodies]) = (size(""), size(&long));
        assert_eq!((none, with), (0, without));
        assert!(bodies > 0);
    }
}

#[test]
fn a_page_has_the_pairs_that_its_own_texts_need() {
    let pairs = simplified(["电影之都", "棧橋", "pier"].into_iter());
    assert_eq!([pairs.text("電影"), pairs.text("棧橋"), pairs.text("灣")], ["电影", "栈桥", "灣"]);
    assert_eq!(Simplified::parse(&pairs.to_string()), pairs);
}
