use super::*;

fn report(text: &str) -> Report {
    serde_json::from_str(text).unwrap()
}

#[test]
fn how_far_the_copy_is() {
    for (text, expected) in [
        ("{}", Copy::Unknown),
        (r#"{"state":"unsupported"}"#, Copy::Unsupported),
        (r#"{"state":"insecure"}"#, Copy::Insecure),
        (r#"{"state":"blocked"}"#, Copy::Blocked),
        (r#"{"state":"saving"}"#, Copy::None),
        (r#"{"state":"saving","tiers":{"text-en":{"bytes":9,"done":4}}}"#, Copy::Saving(4, 9)),
        (r#"{"state":"saving","tiers":{"text-en":{"bytes":9,"ready":true}}}"#, Copy::Ready),
        (r#"{"state":"ready","tiers":{"text-en":{"bytes":9,"ready":true}}}"#, Copy::Ready),
        (r#"{"state":"update","tiers":{"text-en":{"bytes":9,"ready":true}}}"#, Copy::Ready),
        // A pin that does not fit into storage does not affect the copy.
        (r#"{"state":"full","tiers":{"text-en":{"bytes":9,"ready":true}}}"#, Copy::Ready),
        (r#"{"state":"full","tiers":{"text-en":{"bytes":9}}}"#, Copy::Full),
        (r#"{"state":"failed","tiers":{"text-en":{"bytes":9}}}"#, Copy::Cut),
        (r#"{"state":"ready","tiers":{"text-zh":{"bytes":9,"ready":true}}}"#, Copy::None),
    ] {
        assert_eq!(Copy::of(&report(text), "text-en"), expected, "{text}");
    }
}

#[test]
fn every_state_reads_back() {
    for word in ["saving", "ready", "update", "full", "failed", "unsupported", "insecure", "blocked"] {
        let told = report(&format!(r#"{{"state":"{word}"}}"#));
        assert_eq!(format!("{:?}", told.state).to_lowercase(), word);
    }
    assert!(serde_json::from_str::<Report>(r#"{"state":"evil"}"#).is_err());
    assert!(serde_json::from_str::<Report>("7").is_err());
}

#[test]
fn how_far_something_saved_is_and_what_can_be_done() {
    for (text, stage, actions) in [
        (r#"{"state":"saving","bytes":9,"done":1}"#, Stage::Saving, &[Action::Pause, Action::Cancel]),
        (r#"{"state":"paused","bytes":9,"done":1}"#, Stage::Paused, &[Action::Resume, Action::Cancel]),
        (r#"{"state":"failed","bytes":9,"done":1}"#, Stage::Cut, &[Action::Resume, Action::Cancel]),
        (r#"{"state":"full","bytes":9,"done":0}"#, Stage::Full, &[Action::Resume, Action::Cancel]),
        (r#"{"state":"ready","bytes":9,"done":8}"#, Stage::Lost, &[Action::Resume, Action::Delete]),
        (r#"{"state":"ready","bytes":9,"done":9,"changed":1}"#, Stage::Changed, &[Action::Again, Action::Delete]),
    ] {
        let pin: Pin = serde_json::from_str(text).unwrap();
        assert_eq!(Stage::of(&pin), stage, "{text}");
        assert_eq!(stage.actions(), actions, "{text}");
    }
    let ready: Pin = serde_json::from_str(r#"{"state":"ready","bytes":9,"done":9}"#).unwrap();
    assert_eq!(Stage::of(&ready), Stage::Ready);
    assert_eq!(Stage::Ready.actions(), [Action::Delete]);
}

#[test]
fn the_frame_tells_one_thing_at_a_time() {
    let frame = |state, passed, ready| FrameState { state, passed, ready, current: 3 * 86_400_000 };
    let age = Some(Age::Days(3));
    for (online, frame, is_told, expected) in [
        (true, FrameState::default(), false, None),
        (true, frame(WorkerState::Saving, false, false), false, None),
        (true, frame(WorkerState::Ready, false, false), false, None),
        (true, frame(WorkerState::Ready, false, true), false, Some(Notice::Ready)),
        (true, frame(WorkerState::Ready, false, true), true, None),
        (true, frame(WorkerState::Update, false, true), false, Some(Notice::Update)),
        (true, frame(WorkerState::Full, false, false), true, Some(Notice::Full)),
        (true, frame(WorkerState::Ready, true, true), false, Some(Notice::Passed)),
        (true, frame(WorkerState::Failed, false, true), true, None),
        (false, frame(WorkerState::Update, true, true), false, Some(Notice::Offline(age))),
        (false, frame(WorkerState::Failed, false, false), false, Some(Notice::Offline(None))),
    ] {
        assert_eq!(notice(online, &frame, &[], is_told), expected, "{online} {frame:?} {is_told}");
    }
    let update = frame(WorkerState::Update, false, true);
    assert_eq!(notice(true, &update, &[Notice::Update], true), None);
    // Dismissed notices stay closed, except the one about a missing network.
    assert_eq!(notice(false, &update, &[Notice::Offline(age)], true), Some(Notice::Offline(age)));
}

#[test]
fn ages() {
    let minute = 60_000;
    for (milliseconds, expected) in [
        (0, Age::Now),
        (2 * minute - 1, Age::Now),
        (2 * minute, Age::Minutes(2)),
        (119 * minute, Age::Minutes(119)),
        (120 * minute, Age::Hours(2)),
        (47 * 60 * minute, Age::Hours(47)),
        (48 * 60 * minute, Age::Days(2)),
        (3650 * 1440 * minute, Age::Days(3650)),
    ] {
        assert_eq!(Age::of(milliseconds), expected, "{milliseconds}");
    }
}

#[test]
fn sizes_and_shares() {
    for (bytes, expected) in [
        (0, "0 kB"),
        (1, "1 kB"),
        (1499, "1 kB"),
        (610_000, "610 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (34_449_999, "34.4 MB"),
        (34_450_000, "34.5 MB"),
        (999_950_000, "1.0 GB"),
        (12_340_000_000, "12.3 GB"),
    ] {
        assert_eq!(size(bytes), expected, "{bytes}");
    }
    for (done, of, expected) in [(0, 9, 0), (1, 3, 33), (999, 1000, 99), (9, 9, 100), (0, 0, 100), (10, 9, 100)] {
        assert_eq!(percent(done, of), expected, "{done} of {of}");
    }
}

#[test]
fn orders_as_the_worker_reads_them() {
    let items = vec![Wanted { path: "/a".into(), title: "A".into(), urls: vec!["/media/a.svg".into()] }];
    for (order, expected) in [
        (Order::State, r#"{"type":"state"}"#),
        (Order::Resume { id: "x".into() }, r#"{"type":"pin","id":"x"}"#),
        (Order::Save { tier: "text-zh".into(), lean: false }, r#"{"type":"save","tier":"text-zh","lean":false}"#),
        (
            Order::Pin { id: "x".into(), name: "X".into(), path: "/x".into(), items },
            r#"{"type":"pin","id":"x","name":"X","path":"/x","items":[{"path":"/a","title":"A","urls":["/media/a.svg"]}]}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&order).unwrap(), expected);
    }
}
