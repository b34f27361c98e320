use super::*;
use crate::distance::distance;
use proptest::prelude::*;

const SIZE: Size = Size { width: 800.0, height: 600.0 };

fn place(lat: f64, lng: f64) -> Place {
    Place::new(lat, lng).unwrap()
}

fn limits() -> Limits {
    let bounds = Bounds::around([project(place(35.2, 119.3)), project(place(37.3, 121.3))]).unwrap();
    Limits { bounds, least: TILE * 64.0, most: TILE * 131_072.0 }
}

fn near(a: Point, b: Point, within: f64) -> bool {
    (a.x - b.x).abs() <= within && (a.y - b.y).abs() <= within
}

fn any_view() -> impl Strategy<Value = View> {
    (119.3..121.3, 35.2..37.3, 14.0..25.0f64).prop_map(|(lng, lat, zoom)| {
        View { centre: project(place(lat, lng)), scale: zoom.exp2() }.clamped(SIZE, &limits())
    })
}

#[test]
fn the_plane_holds_known_places() {
    for (at, x, y) in [
        (place(0.0, 0.0), 0.5, 0.5),
        (place(0.0, -180.0), 0.0, 0.5),
        (place(0.0, 180.0), 1.0, 0.5),
        (place(85.051_128_779_806_6, 0.0), 0.5, 0.0),
        (place(90.0, 0.0), 0.5, 0.0),
        (place(-90.0, 0.0), 0.5, 1.0),
        (place(-66.513_260_443_111_86, 90.0), 0.75, 0.75),
    ] {
        assert!(near(project(at), Point { x, y }, 1e-12), "{at:?}: {:?}", project(at));
    }
    for bad in [f64::NAN, f64::INFINITY] {
        let found = unproject(Point { x: bad, y: 0.5 });
        assert_eq!(found.is_none(), bad.is_nan());
        assert_eq!(unproject(Point { x: 0.5, y: bad }).is_none(), bad.is_nan());
    }
}

#[test]
fn a_fitted_view_shows_its_points_and_one_point_comes_as_near_as_it_may() {
    let limits = limits();
    let points = [project(place(36.0, 120.2)), project(place(36.2, 120.5)), project(place(36.1, 120.4))];
    let view = View::fit(Bounds::around(points).unwrap(), 20.0, SIZE, &limits);
    let inner = Bounds { least: Point { x: 19.9, y: 19.9 }, most: Point { x: 780.1, y: 580.1 } };
    assert!(points.iter().all(|point| inner.contains(view.to_screen(*point, SIZE))));
    let one = View::fit(Bounds::around([points[0]]).unwrap(), 20.0, SIZE, &limits);
    assert_eq!(one, View { centre: points[0], scale: limits.most });
    assert_eq!(Bounds::around([]), None);
    assert_eq!(Bounds::around([Point { x: f64::NAN, y: 0.0 }]), None);
}

#[test]
fn numbers_that_are_not_finite_give_a_sound_view() {
    let limits = limits();
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let start = View { centre: limits.bounds.middle(), scale: 1e6 };
        let broken = Point { x: bad, y: bad };
        for view in [
            View { centre: broken, scale: bad }.clamped(SIZE, &limits),
            start.zoomed(bad, broken, SIZE, &limits),
            start.zoomed(2.0, broken, SIZE, &limits),
            start.panned(bad, bad, SIZE, &limits),
            start.clamped(Size { width: bad, height: bad }, &limits),
            View::fit(Bounds { least: broken, most: broken }, bad, SIZE, &limits),
        ] {
            assert!(view.scale.is_finite() && limits.bounds.contains(view.centre), "{bad}: {view:?}");
        }
    }
    let nothing = Size { width: 0.0, height: 0.0 };
    assert!(View { centre: limits.bounds.middle(), scale: 0.0 }.clamped(nothing, &limits).scale >= 1.0);
}

#[test]
fn scale_bars_are_round() {
    for (metres_per_pixel, room, bar) in [
        (1.0, 120.0, Some((100, (100, false)))),
        (1.0, 99.0, Some((50, (50, false)))),
        (10.0, 100.0, Some((1000, (1, true)))),
        (9.99, 100.0, Some((500, (500, false)))),
        (33.0, 100.0, Some((2000, (2, true)))),
        (200.0, 100.0, Some((20_000, (20, true)))),
        (0.01, 100.0, Some((1, (1, false)))),
        (1e9, 100.0, Some((10_000_000, (10_000, true)))),
        (0.001, 100.0, None),
        (0.0, 100.0, None),
        (-1.0, -100.0, None),
        (f64::NAN, 100.0, None),
        (f64::INFINITY, 100.0, None),
    ] {
        let found = ScaleBar::fitting(metres_per_pixel, room);
        assert_eq!(found.map(|bar| (bar.metres, bar.label())), bar, "{metres_per_pixel} {room}");
        assert!(found.is_none_or(|bar| bar.pixels <= room));
    }
}

#[test]
fn keys_move_the_map() {
    for (key, step) in
        [("ArrowUp", Some(Step::Up)), ("+", Some(Step::In)), ("=", Some(Step::In)), ("a", None), ("", None)]
    {
        assert_eq!(Step::of_key(key), step, "{key}");
    }
    let limits = limits();
    let home = View { centre: project(place(36.1, 120.3)), scale: 1e6 }.clamped(SIZE, &limits);
    for (step, back) in [(Step::Left, Step::Right), (Step::Up, Step::Down), (Step::In, Step::Out)] {
        let there = home.stepped(step, home, SIZE, &limits);
        assert_ne!(there, home);
        let again = there.stepped(back, home, SIZE, &limits);
        assert!(near(again.centre, home.centre, 1e-12) && (again.scale - home.scale).abs() < 1e-3, "{step:?}");
        assert_eq!(there.stepped(Step::Home, home, SIZE, &limits), home);
    }
    assert!(home.stepped(Step::Up, home, SIZE, &limits).centre.y < home.centre.y);
    assert!(home.stepped(Step::Right, home, SIZE, &limits).centre.x > home.centre.x);
}

proptest! {
    #[test]
    fn places_come_back_from_the_plane(lat in -85.0..85.0, lng in -180.0..=180.0) {
        let back = unproject(project(place(lat, lng))).unwrap();
        prop_assert!(distance(back, place(lat, lng)) < 1e-6);
    }

    #[test]
    fn points_come_back_from_the_screen(view in any_view(), x in 0.0..800.0, y in 0.0..600.0) {
        let back = view.to_screen(view.to_world(Point { x, y }, SIZE), SIZE);
        let there = Point { x, y };
        prop_assert!(near(back, there, 1e-6));
    }

    #[test]
    fn a_clamped_view_shows_nothing_beside_the_bounds(view in any_view(), right in -1e4..1e4, down in -1e4..1e4, factor in 0.01..100.0) {
        let limits = limits();
        let moved = view.panned(right, down, SIZE, &limits).zoomed(factor, Point { x: 100.0, y: 100.0 }, SIZE, &limits);
        let (seen, all) = (moved.bounds(SIZE), limits.bounds.grown(1e-12));
        prop_assert!(all.contains(seen.least) && all.contains(seen.most));
        prop_assert!(moved.scale <= limits.most);
        prop_assert_eq!(moved.clamped(SIZE, &limits), moved);
    }

    #[test]
    fn zooming_holds_the_point_under_the_pointer(view in any_view(), x in 0.0..800.0, y in 0.0..600.0, factor in 1.0..4.0) {
        let limits = limits();
        let about = Point { x, y };
        let held = view.to_world(about, SIZE);
        let zoomed = view.zoomed(factor, about, SIZE, &limits);
        prop_assert!(near(zoomed.to_screen(held, SIZE), about, 1e-4));
    }

    #[test]
    fn any_numbers_give_a_sound_view(x: f64, y: f64, scale: f64, right: f64, down: f64, factor: f64, width: f64, height: f64) {
        let (limits, size) = (limits(), Size { width, height });
        let view = View { centre: Point { x, y }, scale }
            .clamped(size, &limits)
            .panned(right, down, size, &limits)
            .zoomed(factor, Point { x: right, y: down }, size, &limits);
        prop_assert!(view.scale.is_finite() && view.scale >= 1.0 && limits.bounds.contains(view.centre));
    }

    #[test]
    fn the_scale_agrees_with_distances(view in any_view()) {
        let end = |x: f64| unproject(view.to_world(Point { x, y: 300.0 }, SIZE)).unwrap();
        let metres = distance(end(395.0), end(405.0));
        prop_assert!((metres / 10.0 / view.metres_per_pixel() - 1.0).abs() < 1e-3);
        let middle = unproject(view.centre).unwrap();
        prop_assert!((plane_length(view.metres_per_pixel(), middle) * view.scale - 1.0).abs() < 1e-9);
    }
}
