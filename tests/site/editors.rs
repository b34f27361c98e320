//! Input by editors and their programs that differs from what the site needs. It is accepted, or reported with a
//! corrected line.

use super::{Fixture, PICTURES, body, photograph, text};
use city_of_film::wire::{Article, Location, Node};
use serde_json::{Value, json};
use site::check::Problem;
use site::{self, Failure, Files};

fn write(fixture: &Fixture, file: &str, bytes: impl AsRef<[u8]>) {
    let path = fixture.path(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The output of `check`.
fn said(fixture: &Fixture) -> String {
    site::load(&fixture.path(""), &PICTURES).err().map(|failure| failure.to_string()).unwrap_or_default()
}

fn only(fixture: &Fixture) -> Problem {
    let mut problems = fixture.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.remove(0)
}

#[test]
fn what_programs_leave_behind_is_passed_over_and_strangers_are_named_once() {
    let fixture = Fixture::new();
    for name in [
        "Thumbs.db",
        "news/._first.json",
        "news/desktop.ini",
        "news/first.json.bak",
        "news/~$draft.docx",
        "news/first.json~",
        "__MACOSX/news/._first.json",
        "locations/@eaDir/pier.json",
    ] {
        write(&fixture, &format!("content/{name}"), "x");
    }
    assert_eq!(fixture.problems(), []);
    for (name, fix) in [
        ("news/first.docx", "move it out of public/content"),
        ("news/pier.jpg", "public/media"),
        ("news/Second.JSON", "rename it to news/second.json"),
        ("news/2024/third.json", "rename it to news/third.json"),
        ("news/first.zh-CN.md", "move it out"),
        ("news/later.zh-CN.md", "rename it to news/later.zh.md"),
    ] {
        let fixture = Fixture::new();
        write(&fixture, &format!("content/{name}"), "x");
        let problem = only(&fixture);
        assert!(problem.file == name && problem.fix.contains(fix), "{problem}");
    }
}

#[test]
fn all_of_the_root_folder_is_published() {
    let fixture = Fixture::new();
    let names = [
        ".nojekyll",
        ".well-known/security.txt",
        ".well-known/apple-app-site-association",
        "MP_verify_AbCdEf123.txt",
        "a#b.png",
        "政策 100%.pdf",
    ];
    for name in names.iter().chain(&[".DS_Store", "Thumbs.db", ".git/config"]) {
        write(&fixture, &format!("root/{name}"), "x");
    }
    let files = fixture.build();
    for name in names {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(!files.keys().any(|name| name.contains("Thumbs") || name.contains(".DS_Store") || name.contains(".git")));
    // The files reach the folder and the archive, and disappear when they are removed from the site.
    let out = tempfile::tempdir().unwrap();
    site::write::write(out.path(), &files).unwrap();
    let dist = site::read::files(out.path()).unwrap();
    assert_eq!(dist, files);
    assert_eq!(site::release::order(&dist).len(), files.len());
    let none = files.iter().filter(|(name, _)| !name.starts_with('.'));
    site::write::write(out.path(), &none.map(|(name, bytes)| (name.clone(), bytes.clone())).collect()).unwrap();
    assert!(!out.path().join(".nojekyll").exists());
    // A file that the build would overwrite is reported.
    write(&fixture, "root/robots.txt", "User-agent: *");
    let Err(Failure::Other(words)) = site::build(&fixture.input("2024-06-01T00:00:00Z")) else {
        panic!("a file of the root folder is lost")
    };
    assert!(words.contains("public/root/robots.txt"), "{words}");
}

#[test]
fn line_ends_of_any_system_are_taken() {
    let fixture = Fixture::new();
    let plain = fixture.build();
    for name in
        ["content/news/first.en.md", "content/news/first.zh.md", "content/news/first.json", "content/topics.json"]
    {
        let text = std::fs::read_to_string(fixture.path(name)).unwrap();
        write(&fixture, name, text.replace('\n', "\r\n"));
    }
    let files = fixture.build();
    let article = |files: &Files| body::<Article>(files, "data/news/first.json").body;
    assert_eq!(article(&files), article(&plain));
    write(&fixture, "content/news/first.en.md", "One.\r\n\r\n-\ta\r\n-\tb\tc\r\rTwo.\u{b}Three.\r\n");
    fixture.edit("locations/pier.json", |it| it["description"]["en"] = json!("One.\r\n\r\nTwo.\tThree."));
    let files = fixture.build();
    assert!(text(&files, "news/first.html").contains("Two. Three."));
    let location: Location = body(&files, "data/library/locations/pier.json");
    assert!(serde_json::to_string(&location).unwrap().contains("Two. Three."));
    write(&fixture, "content/news/first.en.md", "One.\r\nTwo \u{202e}three.\r\n");
    let problem = only(&fixture);
    assert!(
        problem.place == "line 2" && problem.what.contains("U+202E") && problem.fix.contains("\"Two \""),
        "{problem}"
    );
}

#[test]
fn emphasis_works_beside_chinese_marks() {
    let fixture = Fixture::new();
    write(
        &fixture,
        "content/news/first.zh.md",
        "导演说**“开机。”**大家鼓掌，影片**《海上》**随后定档，**请提前申请。**逾期不候，*（重要）*的[**《栈桥》**](location:pier)。\n",
    );
    let article: Article = body(&fixture.build(), "data/zh/news/first.json");
    let [Node::P(nodes)] = article.body.as_slice() else { panic!("{:?}", article.body) };
    let strong: Vec<String> = nodes
        .iter()
        .filter_map(|node| match node {
            Node::Strong(nodes) | Node::Em(nodes) => Some(site::markdown::plain(nodes)),
            _ => None,
        })
        .collect();
    assert_eq!(strong, ["“开机。”", "《海上》", "请提前申请。", "（重要）"]);
    let words = site::markdown::plain(nodes);
    assert_eq!(
        words, "导演说“开机。”大家鼓掌，影片《海上》随后定档，请提前申请。逾期不候，（重要）的《栈桥》。",
        "nothing is added"
    );
}

#[test]
fn full_width_markdown_is_told_with_the_line_to_write() {
    let fixture = Fixture::new();
    write(
        &fixture,
        "content/news/first.zh.md",
        "##没有空格的标题\n\n请看【栈桥】（location:pier）。\n\n！[]（location:pier）\n\n＊重要＊\n",
    );
    let found: Vec<(String, String)> =
        fixture.problems().into_iter().map(|problem| (problem.place, problem.fix)).collect();
    for (place, fix) in [
        ("line 1", "## 没有空格的标题"),
        ("line 3", "[栈桥](location:pier)"),
        ("line 5", "![](location:pier)"),
        ("line 7", "*重要*"),
    ] {
        assert!(found.iter().any(|(line, said)| line == place && said.contains(fix)), "{place}: {found:#?}");
    }
    assert_eq!(found.len(), 4, "{found:#?}");
}

#[test]
fn what_depends_on_a_list_that_cannot_be_read_is_not_judged() {
    for (file, words, what) in [
        ("topics.json", "[\n  { “id”: \"x\" }\n]", "curly quotation marks"),
        ("topics.json", "[{ \"id\": \"studios\", \"nam\": { \"en\": \"x\" } }]", "unknown field \"nam\""),
        ("fields.json", "[,]", "this is not JSON"),
        ("summit/2024.json", "{}", "is missing"),
    ] {
        let fixture = Fixture::new();
        write(&fixture, &format!("content/{file}"), words);
        let problems = fixture.problems();
        assert!(problems.iter().all(|it| it.file == file), "{problems:#?}");
        assert!(problems[0].what.contains(what), "{problems:#?}");
    }
    // If a text cannot be read, its pictures are not reported as unused.
    let fixture = Fixture::new();
    let quay = json!({ "quay": { "image": "pier.jpg", "alt": { "en": "x" } } });
    fixture.edit("news/first.json", |it| it["pictures"] = quay);
    write(&fixture, "content/news/first.en.md", "![](picture:quay)\n\n<b>x</b>\n");
    assert_eq!(only(&fixture).file, "news/first.en.md");
}

#[test]
fn the_cause_comes_first_and_equal_errors_once() {
    let fixture = Fixture::new();
    let first: Value =
        serde_json::from_slice(&std::fs::read(fixture.path("content/news/first.json")).unwrap()).unwrap();
    for number in 0..199 {
        let mut article = first.clone();
        article["id"] = json!(format!("a-{number}"));
        write(&fixture, &format!("content/news/a-{number}.json"), article.to_string());
        write(&fixture, &format!("content/news/a-{number}.en.md"), "Words.");
    }
    fixture.edit("topics.json", |it| it[0]["id"] = json!("Studio s"));
    let said = said(&fixture);
    assert!(said.starts_with("error: \"Studio s\" is not an id\n  --> public/content/topics.json at /0/id"), "{said}");
    assert_eq!(said.matches("there is no \"studios\" in topics.json").count(), 1, "{said}");
    assert!(said.contains("and in 201 more files\n help: "), "{said}");
    assert!(said.contains("errors in 203 files"), "{said}");
}

#[test]
fn messages_show_the_line_as_it_should_be_and_delete_nothing() {
    type Slip = (&'static str, fn(&mut Value), &'static str);
    let slips: [Slip; 25] = [
        ("news/first.json", |it| it["topics"] = json!("studios"), "write \"topics\": [\"studios\"]"),
        ("news/first.json", |it| it["summary"] = json!("发生了什么"), "write \"summary\": { \"zh\": \"发生了什么\" }"),
        (
            "news/first.json",
            |it| it["sources"] = json!("Daily"),
            "write \"sources\": [{ \"publisher\": { \"en\": \"Daily\" } }]",
        ),
        (
            "news/first.json",
            |it| drop(it.as_object_mut().unwrap().remove("dateline")),
            "add \"dateline\": { \"en\": \"…\"",
        ),
        (
            "news/first.json",
            |it| it["embargo"] = json!("2030-01-01T00:00:00Z"),
            "write \"embargoed_until\": \"2030-01-01T00:00:00Z\"",
        ),
        (
            "news/first.json",
            |it| it["hero"]["image"] = json!("Pier.jpg"),
            "write \"image\": \"pier.jpg\": file names are case-sensitive",
        ),
        ("news/first.json", |it| it["topics"] = json!(["studio"]), "did you mean \"studios\"?"),
        (
            "locations/pier.json",
            |it| {
                it.as_object_mut().unwrap().remove("media");
                it["image"] = json!("pier.jpg");
            },
            "\"image\": \"pier.jpg\" }]",
        ),
        ("locations/pier.json", |it| it["facing"] = json!("90°"), "write \"facing\": 90"),
        ("locations/pier.json", |it| it["position"]["lat"] = json!("36.06"), "write \"lat\": 36.06"),
        ("locations/pier.json", |it| it["class"] = json!("Coast"), "write \"class\": \"coast\""),
        ("locations/pier.json", |it| it["id"] = json!("The Pier"), "write \"id\": \"pier\""),
        (
            "locations/pier.json",
            |it| it["sources"][0]["url"] = json!("www.daily.example"),
            "write \"url\": \"https://www.daily",
        ),
        ("experts/director.json", |it| it["as_of"] = json!("2024年5月"), "write \"as_of\": \"2024-05\""),
        ("clips/waves.json", |it| it["people_visible"] = json!("no"), "write \"people_visible\": false"),
        (
            "clips/waves.json",
            |it| it["renditions"][0]["file"] = json!("clips\\waves.mp4"),
            "write \"file\": \"clips/waves.mp4\": fol",
        ),
        (
            "clips/waves.json",
            |it| it["renditions"][0]["file"] = json!("clips\rwaves.mp4"),
            "did you mean \"file\": \"clips/waves.mp4\"",
        ),
        ("locations/pier.json", |it| it["position"]["datum"] = json!("CGCS2000"), "write \"datum\": \"wgs84\""),
        ("locations/pier.json", |it| it["position"]["datum"] = json!("高德"), "write \"datum\": \"gcj02\""),
        ("locations/pier.json", |it| it["title"]["en"] = json!("**The Pier** and **Quay**"), "write it without them"),
        ("summit/2024.json", |it| it["sessions"][0]["duration"] = json!(5_000_000_000_u64), "write 4294967295 or less"),
        ("summit/2024.json", |it| it["sessions"][0]["date"] = json!("2024/5/1"), "write \"date\": \"2024-05-01\""),
        ("summit/2024.json", |it| it["sessions"][0]["duration"] = json!("90 min"), "write \"duration\": 90"),
        (
            "summit/2024.json",
            |it| it["sessions"][0]["start"] = json!("2024-05-01 09:00+08:00"),
            "write \"start\": \"2024-05-01T09:00:00+08:00\"",
        ),
        ("summit/2024.json", |it| it["sessions"][0]["replaced_by"] = json!("tlk"), "did you mean \"talk\"?"),
    ];
    for (file, slip, fix) in slips {
        let fixture = Fixture::new();
        fixture.edit(file, slip);
        let problems = fixture.problems();
        assert!(problems.iter().any(|it| it.file == file && it.fix.contains(fix)), "{fix}: {problems:#?}");
        for problem in problems {
            let words = format!("{} {}", problem.what, problem.fix);
            assert!(!words.contains("delete") && !words.contains(['“', '”']), "{problem}");
        }
    }
}

#[test]
fn a_copy_of_a_record_is_not_to_take_its_name() {
    let fixture = Fixture::new();
    let copy = std::fs::read(fixture.path("content/news/first.json")).unwrap();
    write(&fixture, "content/news/first - Copy.json", copy);
    let problem = only(&fixture);
    assert!(problem.file.contains("Copy") && !problem.fix.contains("rename the file to first.json"), "{problem}");
}

#[test]
fn names_are_the_same_in_any_form_of_their_letters() {
    for (name, written) in [("cafe\u{301}.jpg", "café.jpg"), ("caf\u{e9}.jpg", "cafe\u{301}.jpg")] {
        let fixture = Fixture::new();
        write(&fixture, &format!("media/{name}"), photograph());
        fixture.edit("news/first.json", |it| it["hero"]["image"] = json!(written));
        let article: Article = body(&fixture.build(), "data/news/first.json");
        assert_eq!(article.hero.width, 600);
    }
}

#[test]
fn characters_of_pdf_files_are_those_that_people_type() {
    let fixture = Fixture::new();
    fixture.edit("locations/pier.json", |it| it["name"]["zh"] = json!("⽂化⻘岛\u{f9dc}"));
    write(&fixture, "content/news/first.zh.md", "⽂化⻘岛的\u{fb01}lm。\n");
    let files = fixture.build();
    assert!(text(&files, "zh/library/locations/pier.html").contains("文化青岛隆"));
    assert!(text(&files, "zh/news/first.html").contains("文化青岛的film。"));
}

#[test]
fn telephone_numbers_are_taken_as_people_write_them() {
    for (written, address) in [
        ("0532-8888 8888转801", "tel:053288888888;ext=801"),
        ("+86 532 8888 8888 ext. 801", "tel:+8653288888888;ext=801"),
        ("（0532）8888 8888", "tel:053288888888"),
    ] {
        let fixture = Fixture::new();
        fixture.edit("locations/pier.json", |it| {
            it["contact"]["telephone"] = json!({ "value": written, "consent": true });
        });
        let files = fixture.build();
        let html = text(&files, "library/locations/pier.html");
        assert!(html.contains(&format!("href=\"{address}\"")) && html.contains(written), "{written}");
    }
}

#[test]
fn endings_of_clips_are_taken_in_capitals() {
    let fixture = Fixture::new();
    let clip = std::fs::read(fixture.path("media/clips/waves.mp4")).unwrap();
    write(&fixture, "media/clips/WAVES.MP4", &clip);
    // The brand of QuickTime files, in the box that every file begins with.
    write(&fixture, "media/clips/waves.MOV", [&clip[..8], b"qt  ", &clip[12..]].concat());
    fixture.edit("clips/waves.json", |it| {
        it["renditions"] = json!([
            { "file": "clips/WAVES.MP4", "container": "mp4", "codec": "h264", "profile": "High" },
            { "file": "clips/waves.MOV", "container": "mov", "codec": "h264", "profile": "High" }
        ]);
    });
    let files = fixture.build();
    assert!(files.keys().any(|name| name.starts_with("media/") && name.ends_with(".mov")));
    assert!(!files.keys().any(|name| name.ends_with(".MP4") || name.ends_with(".MOV")));
    let html = text(&files, "library/clips/waves.html");
    assert!(!html.contains("video/quicktime"), "browsers play H.264 in MOV as MP4");
}

#[test]
fn the_check_says_what_is_held_back_and_what_is_in_one_language() {
    let fixture = Fixture::new();
    let lines = |fixture: &Fixture| {
        let content = site::load(&fixture.path(""), &PICTURES).unwrap();
        site::summary::summary(&content, "2030-01-01T00:00:00Z".parse().unwrap(), false)
    };
    let filmed = "without frames on the card: 1 filmed clip, because FFmpeg is not installed";
    let before = "experts/director.json (1 text), news/embargoed.json (6 texts), news/later.json (2 texts)";
    assert_eq!(lines(&fixture), [filmed.to_owned(), format!("in English only: {before}")]);
    fixture.edit("clips/waves.json", |it| it["illustration"] = json!(true));
    fixture.edit("news/first.json", |it| it["embargoed_until"] = json!("2031-05-01T09:00:00+08:00"));
    fixture.edit("locations/pier.json", |it| drop(it["description"].as_object_mut().unwrap().remove("zh")));
    fixture.edit("summit/2024.json", |it| {
        let mut second = it["sessions"][0].clone();
        second["id"] = json!("second");
        second["overlaps"] = json!(["opening"]);
        it["sessions"].as_array_mut().unwrap().push(second);
    });
    std::fs::remove_file(fixture.path("content/news/first.en.md")).unwrap();
    assert_eq!(
        lines(&fixture),
        [
            "news/first.json is held back until 2031-05-01 09:00 (Asia/Shanghai)",
            "summit/2024.json: \"second\" and \"opening\" are at the same time in the room \"hall\" and with \"official\", as \
             written in \"overlaps\"",
            "in English only: experts/director.json (1 text), locations/pier.json (1 text), news/embargoed.json (6 texts), \
             news/later.json (2 texts)",
            "in Chinese only: news/first.json (1 text)",
        ]
    );
}

#[test]
fn a_drawn_clip_has_a_sprite_on_its_cards() {
    let fixture = Fixture::new();
    let sprites = |files: &Files| -> Vec<String> {
        files.keys().filter(|name| name.starts_with("media/sprites/")).cloned().collect()
    };
    let files = fixture.build();
    assert!(sprites(&files).is_empty() && !text(&files, "library/clips.html").contains("data-sprite"));
    fixture.edit("clips/waves.json", |it| it["illustration"] = json!(true));
    let files = fixture.build();
    let [sprite] = &*sprites(&files) else { panic!("{:?}", sprites(&files)) };
    assert!(files[sprite].len() <= 60_000, "{} bytes", files[sprite].len());
    let card = format!("data-sprite=\"/{sprite}\"");
    for page in ["library/clips.html", "zh/library/clips.html", "library.html", "library/locations/pier.html"] {
        assert!(text(&files, page).contains(&card), "{page}");
    }
    // The clip's own page shows the clip itself.
    assert!(!text(&files, "library/clips/waves.html").contains(sprite.as_str()));
}
