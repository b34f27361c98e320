use super::*;
use film_core::model::{ExpertId, LocationId, ReportId, SessionId};
use film_core::route::Page;
use wire::{Embed, Target};

fn text(words: &str) -> Node {
    Node::Text(words.into())
}

fn shown(embed: Embed) -> Node {
    Node::Embed(Box::new(embed))
}

#[test]
fn what_a_text_names_and_where() {
    let named = references(
        "a [x](location:pier)\n\n![](report:2023/users#a,b)\n\n![](picture:tank) [y](https://a.example/) [z](nope:1)",
    );
    let page = |page: Page, wanted: &[&str]| Named::Page(page, wanted.iter().map(|it| (*it).to_owned()).collect());
    assert_eq!(
        named,
        [
            Reference { line: 1, to: page(Page::Location(LocationId("pier".into())), &[]) },
            Reference { line: 3, to: page(Page::Report(2023, ReportId("users".into())), &["a", "b"]) },
            Reference { line: 5, to: Named::Picture("tank".into()) },
        ]
    );
}

#[test]
fn markdown_and_its_nodes() {
    let table = [
        (
            "A *b* **c** `d`.",
            vec![Node::P(vec![
                text("A "),
                Node::Em(vec![text("b")]),
                text(" "),
                Node::Strong(vec![text("c")]),
                text(" "),
                Node::Code("d".into()),
                text("."),
            ])],
        ),
        (
            "## From the bottom\n\n## From the bottom",
            vec![
                Node::H(2, "from-the-bottom".into(), vec![text("From the bottom")]),
                Node::H(2, "from-the-bottom-2".into(), vec![text("From the bottom")]),
            ],
        ),
        (
            "3. a\n4. b\n   - c",
            vec![Node::List(Some(3), vec![vec![text("a")], vec![text("b"), Node::List(None, vec![vec![text("c")]])]])],
        ),
        ("> q\n", vec![Node::Quote(vec![Node::P(vec![text("q")])], Vec::new())]),
        (
            "> q\n>\n> — [Somebody](expert:li-xia), *then*",
            vec![Node::Quote(
                vec![Node::P(vec![text("q")])],
                vec![
                    Node::Link(Target::Page(Page::Expert(ExpertId("li-xia".into()))), vec![text("Somebody")]),
                    text(", "),
                    Node::Em(vec![text("then")]),
                ],
            )],
        ),
        ("> 引语\n>\n> ——某人", vec![Node::Quote(vec![Node::P(vec![text("引语")])], vec![text("某人")])]),
        ("## Main", vec![Node::H(2, "main-2".into(), vec![text("Main")])]),
        (
            "a\n\n![](location:pier)\n\n![](picture:tank)",
            vec![
                Node::P(vec![text("a")]),
                shown(Embed::Record(Page::Location(LocationId("pier".into())), Vec::new(), None)),
                shown(Embed::Named("tank".into())),
            ],
        ),
        (
            "![The *users*](report:2023/users#all,short-video)",
            vec![shown(Embed::Record(
                Page::Report(2023, ReportId("users".into())),
                vec!["all".into(), "short-video".into()],
                Some("The users".into()),
            ))],
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            vec![Node::Table(vec![vec![text("a")], vec![text("b")]], vec![vec![vec![text("1")], vec![text("2")]]])],
        ),
        (
            "[x](location:zhanqiao-pier) [y](https://a.example/) [z](session:2023/opening)",
            vec![Node::P(vec![
                Node::Link(Target::Page(Page::Location(LocationId("zhanqiao-pier".into()))), vec![text("x")]),
                text(" "),
                Node::Link(Target::Web("https://a.example/".into()), vec![text("y")]),
                text(" "),
                Node::Link(Target::Page(Page::Session(2023, SessionId("opening".into()))), vec![text("z")]),
            ])],
        ),
        ("栈桥\n位于", vec![Node::P(vec![text("栈桥位于")])]),
        ("one\ntwo", vec![Node::P(vec![text("one two")])]),
    ];
    for (markdown, nodes) in table {
        assert_eq!(parse(markdown).unwrap(), nodes, "{markdown}");
    }
}

#[test]
fn what_is_refused_and_on_which_line() {
    for (markdown, line, what) in [
        ("a\n\n<script>alert(1)</script>", 3, "HTML is not allowed"),
        ("a <b>c</b>", 1, "HTML is not allowed"),
        ("![x](y.jpg)", 1, "the image \"y.jpg\" has no scheme"),
        ("![x](https://a.example/y.jpg)", 1, "pictures of other sites are not shown"),
        ("![x](data:image/png;base64,x)", 1, "images with data: are not allowed"),
        ("![](news:first)", 1, "this kind of record is not shown in a text"),
        ("![](session:2023/opening)", 1, "this kind of record is not shown in a text"),
        ("[x](report:0818/numbers)", 1, "\"0818/numbers\" is not the id of a record"),
        ("![](location:pier#a)", 1, "only figures of a report are chosen by #"),
        ("![](report:2023/users#)", 1, "\"\" is not the id of a figure"),
        ("![](report:2023/users#a,B)", 1, "\"B\" is not the id of a figure"),
        ("![](picture:Big.jpg)", 1, "\"Big.jpg\" is not the name of a picture"),
        ("![words](picture:tank)", 1, "a picture of the article has words in the text"),
        ("a\n\nsee ![](location:pier) there", 3, "a record is shown in the middle of a paragraph"),
        ("![](location:pier) ![](location:pier)", 1, "a record is shown in the middle of a paragraph"),
        ("> ![](location:pier)", 1, "a record is shown within something else"),
        ("- ![](location:pier)", 1, "a record is shown within something else"),
        ("*![](location:pier)*", 1, "a record is shown within something else"),
        ("[![](location:pier)](https://a.example/)", 1, "a record is shown within something else"),
        ("## ![](location:pier)", 1, "a record is shown within something else"),
        ("|a|\n|-|\n|![](location:pier)|", 3, "a record is shown within something else"),
        ("> — Nobody", 1, "the quotation says who and not what"),
        ("a[^1]\n\n[^1]: b", 1, "footnotes are not allowed"),
        ("# One", 1, "headings in the text are of level 2 to 4"),
        ("```\nx\n```", 1, "code blocks are not allowed"),
        ("~~x~~", 1, "struck text is not allowed"),
        ("[x](javascript:alert(1))", 1, "links with javascript: are not allowed"),
        ("[x](JaVaScRiPt:alert(1))", 1, "links with JaVaScRiPt: are not allowed"),
        ("[x](data:text/html,x)", 1, "links with data: are not allowed"),
        ("[x](//evil.example)", 1, "the link \"//evil.example\" has no scheme"),
        ("[x](location:Not A Slug)", 1, "a link would be published as words and brackets"),
        ("[x](location:No)", 1, "\"No\" is not the id of a record"),
        ("[x](session:opening)", 1, "\"opening\" is not the id of a record"),
        ("[x](https:evil)", 1, "the link \"https:evil\" is not a web address"),
    ] {
        let refusals = parse(markdown).expect_err(markdown);
        assert_eq!(refusals[0].line, line, "{markdown}");
        assert_eq!(refusals[0].what, what, "{markdown}");
    }
    let deep = "> ".repeat(200) + "x";
    assert!(parse(&deep).is_err());
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text: String) {
        let _ = parse(&text);
    }
}
