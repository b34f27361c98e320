//! Compares the engine with a plain scan, and feeds it damaged files: random records and queries.

use super::super::byte::{SEAL, checksum};
use super::*;
use proptest::prelude::*;

const WORDS: [&str; 31] = [
    "city",
    "cities",
    "10,000",
    "10000",
    "pier",
    "piers",
    "peir",
    "pire",
    "Pi",
    "p",
    "Bänk",
    "bank",
    "banks",
    "abcd",
    "abce",
    "zhanqiao",
    "4k",
    "栈",
    "桥",
    "栈桥",
    "橋",
    "桥栈桥",
    "关",
    "Zhan",
    "栈pier桥",
    "栈,桥",
    "xi'an",
    "電影",
    "电影",
    "people",
    "person",
];
const SYLLABLES: [&str; 12] = ["zhàn", "qiáo", "zhan", "xī", "ān", "xiān", "shan", "sa", "nǚ", "gān", "guān", "b"];

fn phrase(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..=most).prop_map(|words| words.join(" "))
}

fn pinyin() -> impl Strategy<Value = String> {
    let parts =
        prop::collection::vec((prop::sample::select(&SYLLABLES[..]), prop::sample::select(vec!["", " ", "'"])), 0..5);
    parts.prop_map(|parts| parts.into_iter().flat_map(|(syllable, gap)| [syllable, gap]).collect())
}

prop_compose! {
    fn record()(
        title in phrase(3),
        names in prop::collection::vec(phrase(2), 0..3),
        keywords in prop::collection::vec(phrase(1), 0..3),
        text in phrase(4),
        body in phrase(6),
        pinyin in pinyin(),
        sort in prop::sample::select(vec!["", "a", "b", "Ä"]),
        first in prop::collection::vec(0..3u32, 0..3),
        second in prop::collection::vec(0..4u32, 0..2),
        numbers in prop::collection::vec(prop::option::of(prop_oneof![-3..4i32, any::<i32>()]), COLUMNS),
    ) -> Record {
        Record {
            card: title.clone().into_bytes(),
            title, names, keywords, text, body, pinyin, sort: sort.into(), facets: vec![first, second], numbers,
        }
    }
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        3 => phrase(3),
        2 => "[piersbank]{1,5}",
        2 => "[zhanqiosgu']{1,8}",
        2 => "(zhan|qiao|xi|an|xian|shan|sa|nv|z|q|s|x| |'|zh|sh){1,5}",
        2 => "[栈桥关电棧橋關電]{1,3}",
        1 => "[栈桥关a-c ]{1,6}",
    ]
}

prop_compose! {
    fn query()(
        text in typed(),
        facets in prop::collection::vec(prop::collection::vec(0..5u32, 0..3), 0..=2),
        ranges in prop::collection::vec((prop::option::of(-4..5i32), prop::option::of(-4..5i32)), 0..=COLUMNS),
        order in prop_oneof![
            2 => Just(Order::Relevance), 1 => Just(Order::Title), 1 => (0..COLUMNS as u32).prop_map(Order::Column)
        ],
        descending: bool,
        keep in 0..4,
    ) -> Query {
        let ranges = ranges.into_iter().map(|(least, greatest)| Range { least, greatest });
        let mut query = Query { text, facets, ranges: ranges.collect(), order, descending };
        if keep == 0 { query.facets.clear(); }
        if keep <= 1 { query.ranges.clear(); }
        query
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn every_answer_is_that_of_the_scan(
        records in prop::collection::vec(record(), 0..12),
        repeat in prop::sample::select(vec![1, 1, 1, 12]),
        queries in prop::collection::vec(query(), 1..12),
        shard in prop::sample::select(vec![1, 7, 30, 48 << 10]),
        whole in prop::sample::select(vec![0, 500, 64 << 10]),
    ) {
        let records: Vec<Record> = (0..repeat).flat_map(|_| records.clone()).collect();
        let files = files(&records, Limits { shard, whole });
        let mut catalog = Catalog::open(&files[0].1).unwrap();
        for query in &queries {
            let (wanted, counts) = naive::search(&records, &FACETS, COLUMNS, query);
            let mut other = Catalog::open(&files[0].1).unwrap();
            if let Some(early) = before_bodies(&files, &mut other, query) {
                let short: Vec<Record> = records.iter().map(|it| Record { body: String::new(), ..it.clone() }).collect();
                let (shorter, fewer) = naive::search(&short, &FACETS, COLUMNS, query);
                prop_assert_eq!(early, shorter, "{:?} before the bodies", query);
                let counted: Vec<_> = (0..FACETS.len()).map(|facet| other.counts(facet)).collect();
                prop_assert_eq!(counted, fewer, "{:?} before the bodies", query);
            }
            prop_assert_eq!(ask(&files, &mut catalog, query), wanted, "{:?}", query);
            let counted: Vec<_> = (0..FACETS.len()).map(|facet| catalog.counts(facet)).collect();
            prop_assert_eq!(counted, counts, "{:?}", query);
        }
        for (number, record) in (0..).zip(&records) {
            for part in catalog.needs_cards(&[number]) {
                let (_, file) = files.iter().find(|(other, _)| *other == part).unwrap();
                catalog.give(part, file.clone()).unwrap();
            }
            prop_assert_eq!(catalog.card(number), Some(record.card.as_slice()));
        }
        prop_assert_eq!(catalog.card(records.len() as u32), None);
    }

    #[test]
    fn damage_is_an_error_or_an_answer(
        records in prop::collection::vec(record(), 0..8),
        queries in prop::collection::vec(query(), 1..4),
        whole in prop::sample::select(vec![0, 500, 64 << 10]),
        (part, place, change, cut) in (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..=255u8, any::<bool>()),
    ) {
        let mut files = files(&records, Limits { shard: 30, whole });
        let at = part.index(files.len());
        let file = &mut files[at].1;
        let place = place.index(file.len());
        if cut { file.truncate(place) } else { file[place] ^= change }
        prop_assert!(is_refused(&files, at));
        let file = &mut files[at].1;
        if file.len() >= SEAL {
            // Sealed again, so that the content is read.
            let sum = checksum(file).to_le_bytes();
            file[14..SEAL].copy_from_slice(&sum);
        }
        use_all(&files, &queries);
    }

    #[test]
    fn noise_is_refused_or_answered(
        records in prop::collection::vec(record(), 0..8),
        queries in prop::collection::vec(query(), 1..4),
        part in any::<prop::sample::Index>(),
        noise in prop::collection::vec(prop_oneof![any::<u8>(), 0..4u8], 0..80),
    ) {
        let mut files = files(&records, Limits { shard: 30, whole: 0 });
        let at = part.index(files.len());
        let file = &mut files[at].1;
        file.truncate(14);
        file.extend([0; 4]);
        file.extend(noise);
        let sum = checksum(file).to_le_bytes();
        file[14..SEAL].copy_from_slice(&sum);
        use_all(&files, &queries);
    }
}

fn is_refused(files: &[(Part, Vec<u8>)], at: usize) -> bool {
    match Catalog::open(&files[0].1) {
        Err(_) => at == 0,
        Ok(mut catalog) => catalog.give(files[at].0, files[at].1.clone()).is_err(),
    }
}

/// Uses every function that an app uses. It only has to terminate.
fn use_all(files: &[(Part, Vec<u8>)], queries: &[Query]) {
    let Ok(mut catalog) = Catalog::open(&files[0].1) else { return };
    for (part, file) in &files[1..] {
        let _ = catalog.give(*part, file.clone());
    }
    for query in queries {
        let _ = catalog.needs(query);
        let _ = catalog.search(query);
        let _ = [0, 1, 9].map(|facet| catalog.counts(facet).len());
        let _ = catalog.marker(&query.text).ranges("Zhanqiao Pier 栈桥");
    }
    let _ = catalog.needs_cards(&[0, 1, 70]);
    let _ = [0, 1, 70, u32::MAX].map(|record| catalog.card(record).map(<[u8]>::len));
}
