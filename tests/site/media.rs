//! Pictures and clips from cameras, phones and messengers: each is published correctly, or the check says why not.

use super::{Fixture, photograph, right};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};
use serde_json::json;
use site::check::Problem;

/// A position as phones append it to a clip.
const TRACE: &[u8] = b"\0\0\0\x26udta\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+36.0616+120.3143/";

/// The problems that the check reports for a picture.
fn of_picture(bytes: &[u8]) -> Vec<Problem> {
    let fixture = Fixture::new();
    std::fs::write(fixture.path("media/pier.jpg"), bytes).unwrap();
    fixture.problems()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let pixels = vec![200; (width * height) as usize];
    let encoder = image::codecs::png::PngEncoder::new(&mut file);
    encoder.write_image(&pixels, width, height, ExtendedColorType::L8).unwrap();
    file
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let padding = vec![0; content.len() % 2];
    [name, &(content.len() as u32).to_le_bytes()[..], content, &padding].concat()
}

/// Two frames of 8 × 8 pixels.
fn animated_webp() -> Vec<u8> {
    let mut still = Vec::new();
    WebPEncoder::new_lossless(&mut still).write_image(&[90; 192], 8, 8, ExtendedColorType::Rgb8).unwrap();
    let frame = chunk(b"ANMF", &[&[0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 100, 0, 0, 0][..], &still[12..]].concat());
    let head = chunk(b"VP8X", &[2, 0, 0, 0, 7, 0, 0, 7, 0, 0]);
    let content = [b"WEBP".to_vec(), head, chunk(b"ANIM", &[0; 6]), frame.clone(), frame].concat();
    chunk(b"RIFF", &content)
}

/// A PNG that declares two frames.
fn animated_png() -> Vec<u8> {
    fn checksum(bytes: &[u8]) -> u32 {
        let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
        !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
    }
    let still = png(8, 8);
    let control = [&b"acTL"[..], &2_u32.to_be_bytes(), &[0; 4]].concat();
    let sum = checksum(&control).to_be_bytes();
    // The animation chunk goes after the signature and the header.
    let (head, rest) = still.split_at(33);
    [head, &[0, 0, 0, 8], &control, &sum, rest].concat()
}

#[test]
fn each_picture_that_cannot_be_shown_is_named_with_what_it_is() {
    let jpeg = photograph();
    let mut garbled = jpeg.clone();
    garbled[600..].fill(0);
    for (bytes, says) in [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1avif".to_vec(), "AVIF"),
        (b"GIF89a\x01\0\x01\0".to_vec(), "GIF"),
        (Vec::new(), "empty"),
        (b"\xff\xd8 no picture".to_vec(), "not a JPEG, PNG or WebP"),
        (jpeg[..jpeg.len() / 2].to_vec(), "cut short"),
        (png(8, 8)[..50].to_vec(), "pier.jpg"),
        (animated_webp()[..40].to_vec(), "pier.jpg"),
        (garbled, "pier.jpg"),
        (png(10, 401), "cut it into several"),
        (png(401, 10), "cut it into several"),
    ] {
        let problems = of_picture(&bytes);
        let found =
            problems.iter().find(|it| !it.is_warning && it.file == "news/first.json" && it.place == "/hero/image");
        let found = found.unwrap_or_else(|| panic!("{says}: {problems:#?}"));
        assert!(found.what.contains("public/media/pier.jpg") && found.what.contains(says), "{says}: {found}");
        assert!(found.fix.contains("save the picture again"), "{found}");
    }
}

#[test]
fn all_pictures_are_named_at_once() {
    let fixture = Fixture::new();
    for name in ["pier.jpg", "second.jpg"] {
        std::fs::write(fixture.path("media").join(name), b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").unwrap();
    }
    fixture.edit("news/later.json", |it| it["hero"] = json!({ "image": "second.jpg", "alt": { "en": "A" } }));
    let said: Vec<String> = fixture.problems().iter().map(Problem::to_string).collect();
    for name in ["pier.jpg", "second.jpg"] {
        assert!(said.iter().any(|it| it.contains(name) && it.contains("HEIC") && it.contains("error: ")), "{said:#?}");
    }
}

#[test]
fn a_file_is_looked_into_in_any_form_of_the_letters_of_its_name() {
    let fixture = Fixture::new();
    std::fs::write(fixture.path("media/cafe\u{301}.jpg"), b"GIF89a\x01\0\x01\0").unwrap();
    fixture.edit("news/first.json", |it| it["hero"]["image"] = json!("café.jpg"));
    let clip = [&std::fs::read(fixture.path("media/clips/waves.mp4")).unwrap(), TRACE].concat();
    std::fs::write(fixture.path("media/clips/cafe\u{301}.mp4"), clip).unwrap();
    fixture.edit("clips/waves.json", |it| it["renditions"][0]["file"] = json!("clips/café.mp4"));
    let problems = fixture.problems();
    assert!(problems.iter().any(|it| it.place == "/hero/image" && it.what.contains("GIF")), "{problems:#?}");
    let found = problems.iter().find(|it| it.place == "/renditions/0/file");
    let found = found.unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(found.fix.contains("-i \"clips/cafe\u{301}.mp4\""), "the command takes the name that the system has");
}

#[test]
fn what_of_a_picture_is_lost_is_told() {
    for (bytes, says) in [(animated_webp(), "animated"), (animated_png(), "animated")] {
        let problems = of_picture(&bytes);
        assert!(problems.iter().all(|it| it.is_warning), "{problems:#?}");
        let found = problems.iter().any(|it| it.place == "/hero/image" && it.what.contains(says));
        assert!(found, "{says}: {problems:#?}");
    }
    right(&of_picture(&photograph()));
}

#[test]
fn long_and_tiny_pictures_are_published() {
    // The module's own tests cover how the picture is made to fit; encoding it here would take long.
    right(&of_picture(&png(500, 18_000)));
    for (width, height) in [(4000, 100), (1, 1), (1, 40), (40, 1)] {
        let fixture = Fixture::new();
        std::fs::write(fixture.path("media/pier.jpg"), png(width, height)).unwrap();
        right(&fixture.problems());
        let files = fixture.build();
        let article: city_of_film::wire::Article = super::body(&files, "data/news/first.json");
        assert_eq!((article.hero.width, article.hero.height), (width, height));
    }
}

/// The widths in a picture's `srcset`, by media type.
fn widths(picture: &city_of_film::wire::Picture) -> Vec<(&str, Vec<&str>)> {
    let sources = picture.sources.iter();
    sources
        .map(|it| (it.mime.as_str(), it.srcset.split(", ").filter_map(|file| file.split(' ').nth(1)).collect()))
        .collect()
}

#[test]
fn only_a_leading_photograph_is_published_in_every_format_and_width() {
    let fixture = Fixture::new();
    for name in ["lead.png", "set.png"] {
        std::fs::write(fixture.path("media").join(name), png(1800, if name == "set.png" { 200 } else { 100 })).unwrap();
    }
    fixture.edit("locations/pier.json", |it| {
        let alt = json!({ "en": "A" });
        it["media"] = json!([{ "image": "lead.png", "alt": alt }, { "image": "set.png", "alt": alt }]);
    });
    let files = fixture.build();
    let location: city_of_film::wire::Location = super::body(&files, "data/library/locations/pier.json");
    let (lead, set) = (vec!["480w", "960w", "1440w", "1800w"], vec!["480w", "960w", "1800w"]);
    assert_eq!(widths(&location.pictures[0]), [("image/avif", lead.clone()), ("image/webp", lead)]);
    assert_eq!(widths(&location.pictures[1]), [("image/webp", set)]);
}

/// The XMP packet of a WebP file, read by another's decoder.
fn packet(webp: &[u8]) -> Option<String> {
    let mut decoder = image::codecs::webp::WebPDecoder::new(std::io::Cursor::new(webp)).unwrap();
    image::ImageDecoder::xmp_metadata(&mut decoder).unwrap().map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn the_largest_file_of_a_picture_says_what_it_is_and_whose_but_not_where() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| {
        it["licences"] = json!([
            { "what": { "en": "Texts" }, "terms": { "en": "All rights reserved." } },
            { "what": { "en": "Pictures" }, "terms": { "en": "Name us." }, "url": "https://licence.example/", "covers": ["pictures"] },
        ]);
    });
    let files = fixture.build();
    let location: city_of_film::wire::Location = super::body(&files, "data/library/locations/pier.json");
    let picture = location.pictures.iter().find(|it| it.caption.as_deref() == Some("The gate")).unwrap();
    let largest = &files[picture.src.trim_start_matches('/')];
    let xmp = packet(largest).expect("the largest file has a packet");
    let document = roxmltree::Document::parse(&xmp).unwrap();
    let text = |name: &str| -> Vec<&str> {
        let found = document.descendants().filter(|it| it.tag_name().name() == name);
        found.flat_map(|it| it.descendants()).filter(|it| it.is_text()).filter_map(|it| it.text()).collect()
    };
    assert_eq!(text("title"), ["The gate", "入口"]);
    assert_eq!(text("creator"), ["Photograph: the office"]);
    assert_eq!(text("Credit"), ["Photograph: the office"]);
    assert_eq!(text("UsageTerms"), ["Name us."]);
    assert_eq!(text("WebStatement"), ["https://licence.example/"]);
    assert!(xmp.len() < 1100, "{} bytes", xmp.len());
    let bytes = |text: &[u8]| largest.windows(text.len()).any(|it| it == text);
    assert!(!bytes(b"GPS") && !bytes(b"36.06") && !bytes(b"EXIF"));
    // Small files carry nothing.
    let small = picture.sources[0].srcset.split(' ').next().unwrap();
    assert!(small.ends_with("-480.webp") && packet(&files[small.trim_start_matches('/')]).is_none());
    // Another record shows the same file with its own words.
    let article: city_of_film::wire::Article = super::body(&files, "data/news/first.json");
    let hero = packet(&files[article.hero.src.trim_start_matches('/')]).unwrap();
    assert!(hero.contains("A pier") && hero.contains("The office") && !hero.contains("The gate"), "{hero}");
    // A drawing has a title, too.
    let drawn = packet(&files[location.pictures[0].src.trim_start_matches('/')]).unwrap();
    assert!(drawn.contains("The pier at sunrise."), "{drawn}");
}

#[test]
fn terms_that_no_entry_states_for_pictures_are_not_written() {
    let files = Fixture::new().build();
    let article: city_of_film::wire::Article = super::body(&files, "data/news/first.json");
    let xmp = packet(&files[article.hero.src.trim_start_matches('/')]).unwrap();
    assert!(!xmp.contains("UsageTerms") && !xmp.contains("WebStatement"), "{xmp}");
}

#[test]
fn a_clip_says_whose_it_is() {
    let files = Fixture::new().build();
    let clip = files.iter().find(|(path, _)| path.ends_with(".mp4")).unwrap().1;
    let text = String::from_utf8_lossy(clip);
    let (_, xmp) = text.split_once("<x:xmpmeta").expect("the clip has a packet");
    let original = std::fs::read("tests/fixture/public/media/clips/waves.mp4").unwrap();
    assert!(clip.starts_with(&original), "nothing of the clip is moved");
    let xmp = format!("<x:xmpmeta{xmp}");
    assert!(
        roxmltree::Document::parse(&xmp).unwrap().descendants().any(|it| it.tag_name().name() == "rights"),
        "{xmp}"
    );
}

#[test]
fn a_build_that_was_stopped_makes_only_what_is_missing() {
    static MADE: std::sync::Mutex<Vec<(usize, usize)>> = std::sync::Mutex::new(Vec::new());
    let fixture = Fixture::copied();
    let cache = fixture.path("../cache");
    let input = site::Input {
        progress: |done, all| MADE.lock().unwrap().push((done, all)),
        ..fixture.input_with_cache(cache.clone())
    };
    let made = || {
        MADE.lock().unwrap().clear();
        let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
        (files, MADE.lock().unwrap().clone())
    };
    let (files, first) = made();
    let all = first[0].1;
    assert!(all > 5);
    let mut counted: Vec<usize> = first.iter().map(|it| it.0).collect();
    counted.sort_unstable();
    assert_eq!(counted, (0..=all).collect::<Vec<_>>());
    assert_eq!(made().1, [], "nothing is made again");
    // As after a kill: one file is gone, and what lists the files of its picture is there.
    let article: city_of_film::wire::Article = super::body(&files, "data/news/first.json");
    let largest = &files[article.hero.src.trim_start_matches('/')];
    let cached = std::fs::read_dir(&cache).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_file());
    let lost: Vec<_> = cached.filter(|path| std::fs::read(path).unwrap() == *largest).collect();
    assert_eq!(lost.len(), 1);
    std::fs::remove_file(&lost[0]).unwrap();
    let (again, rest) = made();
    assert_eq!(rest, [(0, 1), (1, 1)], "one picture is made");
    assert!(again == files, "the files are the same");
    // A change of the photograph is found by its content.
    std::fs::write(fixture.path("media/pier.jpg"), png(64, 48)).unwrap();
    assert!(matches!(made().1.first(), Some((0, 1..=3))));
}

#[test]
fn a_build_names_every_damaged_picture_with_its_record() {
    let fixture = Fixture::new();
    let mut garbled = photograph();
    garbled[600..].fill(0);
    for (name, bytes) in [("pier.jpg", garbled.as_slice()), ("second.jpg", &b"\xff\xd8\xff no picture"[..])] {
        std::fs::write(fixture.path("media").join(name), bytes).unwrap();
    }
    fixture.edit("news/later.json", |it| it["hero"] = json!({ "image": "second.jpg", "alt": { "en": "A" } }));
    let Err(site::Failure::Content(problems)) = site::build(&fixture.input("2024-06-01T00:00:00Z")) else {
        panic!("it was built")
    };
    for (file, name) in
        [("news/first.json", "pier.jpg"), ("locations/pier.json", "pier.jpg"), ("news/later.json", "second.jpg")]
    {
        assert!(problems.iter().any(|it| it.file == file && it.what.contains(name)), "{file}: {problems:#?}");
    }
}

#[test]
fn pictures_can_have_a_place_of_their_own() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| it["media"] = json!("https://media.example.org/film/"));
    let files = fixture.build();
    let location: city_of_film::wire::Location = super::body(&files, "data/library/locations/pier.json");
    let start = "https://media.example.org/film/media/";
    assert!(location.pictures.iter().all(|it| it.src.starts_with(start)));
    let path = location.pictures[0].src.strip_prefix("https://media.example.org/film/").unwrap();
    assert!(files.contains_key(path), "the file is published");
    let html = super::text(&files, "library/locations/pier.html");
    assert!(html.contains("<link rel=\"preconnect\" href=\"https://media.example.org\">"), "{html}");
    assert!(html.contains(&format!(" src=\"{start}")) && !html.contains("\"/media/"), "{html}");
    for path in ["feed.json", "library/locations.csv", "library/clips.csv"] {
        let text = super::text(&files, path);
        assert!(text.contains(start) && !text.contains("film.example/media/"), "{path}");
        assert!(!text.contains("film.examplehttps://"), "{path}");
    }
    let headers = super::text(&files, "_headers");
    for directive in
        ["img-src 'self' data: https://media.example.org;", "connect-src 'self' https://media.example.org;"]
    {
        assert!(headers.contains(directive), "{headers}");
    }
    for wrong in ["https://media.example.org", "http://media.example.org/", "https://a:b@media.example.org/"] {
        fixture.edit("office.json", |it| it["media"] = json!(wrong));
        let problems = fixture.problems();
        assert!(problems.iter().any(|it| it.file == "office.json" && it.place == "/media"), "{wrong}: {problems:#?}");
    }
}

#[test]
fn a_clip_that_says_where_it_was_filmed_is_refused_with_the_command_that_helps() {
    let fixture = Fixture::new();
    let clip = fixture.path("media/clips/waves.mp4");
    let bytes = [&std::fs::read(&clip).unwrap(), TRACE].concat();
    std::fs::write(clip, bytes).unwrap();
    let problems = fixture.problems();
    let found = problems.iter().find(|it| it.file == "clips/waves.json" && it.place == "/renditions/0/file");
    let found = found.unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(found.what.contains("©xyz") && found.fix.contains("-map_metadata -1"), "{found}");
}

#[test]
fn a_record_of_a_clip_that_contradicts_its_file_is_refused_with_the_right_line() {
    type Edit = fn(&mut serde_json::Value);
    for (edit, place, what, fix) in [
        (
            (|it| it["technical"]["frame_rate"] = json!({ "num": 30, "den": 1 })) as Edit,
            "/renditions/0/technical",
            "frame_rate is 30000/1001, not 30/1",
            "\"frame_rate\": { \"den\": 1001, \"num\": 30000 }",
        ),
        (
            |it| it["technical"]["width"] = json!(1920),
            "/renditions/0/technical",
            "width is 1280, not 1920",
            "if it describes a master file, add here \"technical\": {",
        ),
        (
            |it| {
                it["technical"]["bit_depth"] = json!(10);
                it["technical"]["audio"] = json!(true);
            },
            "/renditions/0/technical",
            "bit_depth is 8, not 10; audio is false, not true",
            "correct \"technical\"",
        ),
        (
            |it| it["renditions"][0]["container"] = json!("mov"),
            "/renditions/0/container",
            "has the container \"mp4\", not \"mov\"",
            "write \"container\": \"mp4\"",
        ),
        (
            |it| it["renditions"][0]["codec"] = json!("hevc"),
            "/renditions/0/codec",
            "has the codec \"h264\", not \"hevc\"",
            "write \"codec\": \"h264\"",
        ),
        (
            |it| it["renditions"][0]["profile"] = json!("Main"),
            "/renditions/0/profile",
            "has the profile \"High\", not \"Main\"",
            "write \"profile\": \"High\"",
        ),
    ] {
        let fixture = Fixture::new();
        fixture.edit("clips/waves.json", edit);
        let problems = fixture.problems();
        let [found] = problems.as_slice() else { panic!("{what}: {problems:#?}") };
        assert_eq!(found.place, place, "{found}");
        assert!(found.what.contains(what) && found.fix.contains(fix), "{found}");
    }
    // A smaller copy of a master file says so.
    let fixture = Fixture::new();
    fixture.edit("clips/waves.json", |it| {
        it["renditions"][0]["technical"] = it["technical"].clone();
        it["technical"]["width"] = json!(3840);
        it["technical"]["height"] = json!(2160);
    });
    right(&fixture.problems());
    let files = fixture.build();
    let html = super::text(&files, "library/clips/waves.html");
    assert!(html.contains("H.264 / AVC High\u{a0}· 1280 × 720\u{a0}· "), "the file's own size");
}

#[test]
fn a_file_that_browsers_cannot_play_evenly_is_named() {
    for (file, is_warning, what) in [
        ("unsteady.mp4", false, "do not follow each other at a constant rate"),
        ("interlaced.mp4", true, "is interlaced"),
        ("sound.mp4", false, "it has no picture"),
        ("vp8.webm", false, "has the codec \"VP8\""),
        ("h264.mkv", false, "has the container \"matroska\""),
    ] {
        let fixture = Fixture::new();
        let bytes = std::fs::read(std::path::Path::new("tests/clips").join(file)).unwrap();
        std::fs::write(fixture.path("media/clips/waves.mp4"), bytes).unwrap();
        let problems = fixture.problems();
        assert!(
            problems.iter().any(|it| it.what.contains(what) && it.is_warning == is_warning),
            "{file}: {problems:#?}"
        );
    }
}
