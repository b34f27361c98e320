//! What strangers may send, and what holds of whatever it is read as. The fuzz targets call these functions with bytes
//! of their own making, the tests with the seeds.

use city_of_film::agenda;
use city_of_film::catalog::{Catalog, Order, Part, Query};
use city_of_film::locale::Locale;
use city_of_film::pack::{link as pack_link, store};
use city_of_film::route::{Route, base, encode, query_value};
use city_of_film::wire::{Node, Target};
use site::check::check;
use site::originals::Originals;
use site::read::{self, Raw};
use site::{markdown as texts, strict_json};
use std::path::PathBuf;
use std::sync::LazyLock;

/// What is made of a stranger's bytes.
#[allow(dead_code, reason = "a target is one of them")]
pub type Fed = fn(&[u8]);

/// Every target by its name, which is that of the folder of its seeds.
#[allow(dead_code, reason = "a target calls one of them")]
pub const TARGETS: [(&str, Fed); 5] =
    [("catalog", catalog), ("content", content), ("link", link), ("markdown", markdown), ("route", route)];

/// The root of the repository.
pub fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    if own.ends_with("fuzz") { own.join("..") } else { own }
}

/// The content of the test site.
static FIXTURE: LazyLock<Vec<Raw>> =
    LazyLock::new(|| read::read(&root().join("tests/fixture/public/content")).expect("the fixture is here"));

/// A content file: its path in the first line, then its bytes, in the place of one of the test site or beside them.
pub fn content(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let path = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let bytes = parts.next().unwrap_or_default().to_vec();
    if let Ok(text) = std::str::from_utf8(&bytes) {
        // What is read here is plain JSON; a number with a fraction may be written in another way.
        if let Ok((value, twice)) = strict_json::parse(text)
            && twice.is_empty()
        {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok_and(|plain| plain == value));
        }
    }
    let mut files: Vec<Raw> = FIXTURE.iter().filter(|raw| raw.path != path).cloned().collect();
    files.push(Raw { path, bytes });
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let media = Originals::named(["clips/waves.mp4".into(), "pier.jpg".into()]);
    match check(&files, &media) {
        Ok(content) => drop(content.at("2024-06-01T00:00:00Z".parse().expect("a time"))),
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(!problem.what.is_empty() && !problem.fix.is_empty(), "{problem}");
            }
        }
    }
}

/// The text of an article.
pub fn markdown(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match texts::parse(text) {
        Ok(mut nodes) => {
            look(&nodes, 0);
            let json = serde_json::to_string(&nodes).expect("nodes are JSON");
            assert!(serde_json::from_str::<Vec<Node>>(&json).is_ok_and(|read| read == nodes));
            texts::unlink(&mut nodes, &|_| true);
            look(&nodes, 0);
        }
        Err(refusals) => {
            assert!(!refusals.is_empty());
            let lines = text.matches('\n').count() + 1;
            for refusal in refusals {
                assert!((1..=lines).contains(&refusal.line) && !refusal.what.is_empty() && !refusal.fix.is_empty());
            }
        }
    }
}

/// No link leads where none may, and nothing nests beyond reason.
fn look(nodes: &[Node], depth: usize) {
    assert!(depth < 32, "deep");
    for node in nodes {
        match node {
            Node::Text(_) | Node::Code(_) | Node::Break | Node::Rule | Node::Embed(_) => {}
            Node::Link(target, inner) => {
                if let Target::Web(address) = target {
                    assert!(["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme)));
                }
                look(inner, depth + 1);
            }
            Node::H(level, _, inner) => {
                assert!((2..=4).contains(level));
                look(inner, depth + 1);
            }
            Node::Em(inner) | Node::Strong(inner) | Node::P(inner) => look(inner, depth + 1),
            Node::Quote(inner, by) => {
                look(inner, depth + 1);
                look(by, depth + 1);
            }
            Node::List(_, items) => items.iter().for_each(|item| look(item, depth + 1)),
            Node::Table(head, rows) => head.iter().chain(rows.iter().flatten()).for_each(|cell| look(cell, depth + 1)),
        }
    }
}

/// An address.
pub fn route(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (path, query) = text.split_once('?').unwrap_or((text, text));
    if let Some(route) = Route::parse(path) {
        assert_eq!(route.path(), path, "one address a page");
        assert!(Route::parse(&route.path()).is_some_and(|again| again == route));
        for file in [route.file(), route.data_file(), route.fragment_file()] {
            assert!(
                !file.starts_with('/') && !file.contains("..") && !file.contains('\\') && file.is_ascii(),
                "{file}"
            );
        }
        assert_eq!(Route::locale_of(path), route.locale);
    }
    let _ = query_value(query, "q");
    assert_eq!(query_value(&["q=", &encode(text)].concat(), "q").as_deref(), Some(text));
    let address = Route::search(Locale::En, text);
    let found = address.split_once('?').and_then(|(_, query)| query_value(query, "q"));
    assert_eq!(found.unwrap_or_default(), text.trim());
    if let Ok(base) = base::parse(text) {
        assert!(base.is_empty() || base.starts_with('/') && !base.ends_with('/') && !base.starts_with("//"));
    }
}

/// A link that carries a pack: as it stands, and as the payload of a link that is whole.
pub fn link(bytes: &[u8]) {
    let mut texts = vec![String::from_utf8_lossy(bytes).into_owned()];
    texts.push(whole_link(bytes));
    for text in &texts {
        if let Ok(pack) = pack_link::read(pack_link::bare(text)) {
            let written = pack_link::write(&pack);
            assert!(written.len() > pack_link::MAX_LENGTH || pack_link::read(&written) == Ok(pack));
        }
        if let Ok(ids) = agenda::link::read(text) {
            assert_eq!(agenda::link::read(&agenda::link::write(&ids)), Ok(ids));
        }
        let _ = store::read(text);
    }
}

/// The link around a payload: version, length, checksum.
fn whole_link(payload: &[u8]) -> String {
    let mut bytes = Vec::new();
    let mut length = payload.len();
    while length > 0x7f {
        bytes.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(crc(payload).to_be_bytes());
    bytes.extend(payload);
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::from("1");
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            text.push(DIGITS[(word >> (18 - 6 * place) & 63) as usize] as char);
        }
    }
    text
}

/// CRC-32 as in zip and PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

/// Bytes of a file of a catalogue before its content, and where the checksum of both stands in them.
const SEAL: usize = 18;
const SUM: usize = 14;

/// As many facets as a catalogue of the site has, at most.
const FACETS: usize = 10;

/// A file of a catalogue: as it is, and with its seals fixed, so that more than the seal is read.
pub fn catalog(bytes: &[u8]) {
    for file in [bytes.to_vec(), fixed(bytes)] {
        let Ok(mut catalog) = Catalog::open(&file) else { continue };
        for text in ["", "pier", "栈桥", "zhan qiao", "a \"b c\" -d"] {
            let facets = vec![vec![0, 1]; FACETS];
            for query in [
                Query { text: text.into(), order: Order::Column(0), ..Query::default() },
                Query { text: text.into(), facets, descending: true, ..Query::default() },
            ] {
                for part in catalog.needs(&query) {
                    assert!(catalog.give(part, file.clone()).is_err(), "a file of another part");
                }
                if let Ok(outcome) = catalog.search(&query) {
                    assert!(outcome.order.iter().all(|record| *record < catalog.records()));
                    for facet in 0..=FACETS {
                        assert!(catalog.counts(facet).iter().all(|count| *count <= catalog.records()));
                    }
                }
            }
        }
        for record in 0..catalog.records().min(100) {
            let _ = catalog.card(record);
        }
        let _ = catalog.card(u32::MAX);
    }
}

/// The file, and the files in it, with seals that fit.
fn fixed(bytes: &[u8]) -> Vec<u8> {
    let mut file = bytes.to_vec();
    file.resize(file.len().max(SEAL), 0);
    let stamp: Vec<u8> = file[10..SUM].to_vec();
    seal(&mut file, &stamp);
    if file[5] == Part::Whole.code().0 {
        let mut at = SEAL;
        while at < file.len() {
            let (mut length, mut shift) = (0, 0);
            while at < file.len() && shift < 28 {
                let byte = file[at];
                at += 1;
                length |= usize::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
            let end = (at + length).min(file.len());
            if end - at >= SEAL {
                seal(&mut file[at..end], &stamp);
            }
            at = end;
        }
        seal(&mut file, &stamp);
    }
    file
}

fn seal(file: &mut [u8], stamp: &[u8]) {
    file[..5].copy_from_slice(b"FCAT\x01");
    file[10..SUM].copy_from_slice(stamp);
    let sum = file[..SUM]
        .iter()
        .chain(&file[SEAL..])
        .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    file[SUM..SEAL].copy_from_slice(&sum.to_le_bytes());
}
