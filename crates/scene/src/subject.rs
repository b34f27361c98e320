//! The subjects of scenes, one drawing for each kind.

mod coast;
mod landmark;
mod nature;
mod park;
mod parts;
mod set;
mod show;
mod street;
mod studio;
mod works;

use super::canvas::Canvas;
use film_core::model::vocabulary::SceneKind;

/// Draws the subject with its surroundings.
pub fn draw(c: &mut Canvas, kind: SceneKind) {
    match kind {
        SceneKind::Pier => coast::pier(c),
        SceneKind::Pavilion => coast::pavilion(c),
        SceneKind::LighthouseIsle => coast::lighthouse_isle(c),
        SceneKind::BeachStack => coast::beach_stack(c),
        SceneKind::SurfBeach => coast::surf_beach(c),
        SceneKind::RockyShore => coast::rocky_shore(c),
        SceneKind::SeaBridge => coast::sea_bridge(c),
        SceneKind::Marina => coast::marina(c),
        SceneKind::Island => coast::island(c),
        SceneKind::Terrace => coast::terrace(c),
        SceneKind::Skyline => coast::skyline(c),
        SceneKind::VillaStreet => street::villa_street(c),
        SceneKind::CastleVilla => landmark::castle_villa(c),
        SceneKind::Cathedral => landmark::cathedral(c),
        SceneKind::Church => landmark::church(c),
        SceneKind::RedRoofs => street::red_roofs(c),
        SceneKind::HillPark => park::hill_park(c),
        SceneKind::BlossomPark => park::blossom_park(c),
        SceneKind::Cableway => park::cableway(c),
        SceneKind::Square => landmark::square(c),
        SceneKind::Station => landmark::station(c),
        SceneKind::Courtyard => street::courtyard(c),
        SceneKind::OldStreet => street::old_street(c),
        SceneKind::Civic => landmark::civic(c),
        SceneKind::Hutong => street::hutong(c),
        SceneKind::WalledTown => street::walled_town(c),
        SceneKind::NightMarket => street::night_market(c),
        SceneKind::FishingVillage => street::fishing_village(c),
        SceneKind::GraniteStream => nature::granite_stream(c),
        SceneKind::CloudSea => nature::cloud_sea(c),
        SceneKind::Temple => nature::temple(c),
        SceneKind::Stage => studio::stage(c),
        SceneKind::Backlot => set::backlot(c),
        SceneKind::WaterTank => set::water_tank(c),
        SceneKind::UnderwaterStage => studio::underwater_stage(c),
        SceneKind::SubmarineDock => studio::submarine_dock(c),
        SceneKind::Hall => show::hall(c),
        SceneKind::Museum => show::museum(c),
        SceneKind::Cinema => show::cinema(c),
        SceneKind::PlanetStage => set::planet_stage(c),
        SceneKind::MythStage => set::myth_stage(c),
        SceneKind::Screens => show::screens(c),
        SceneKind::RedCarpet => show::red_carpet(c),
        SceneKind::Brewery => works::brewery(c),
        SceneKind::Works => works::works(c),
        SceneKind::Port => works::port(c),
        SceneKind::Airport => works::airport(c),
        SceneKind::Campus => works::campus(c),
    }
}

/// Whether a subject may be mirrored, so that pictures of the same kind differ more. Real landmarks are never mirrored.
pub fn turns(kind: SceneKind) -> bool {
    matches!(
        kind,
        SceneKind::Stage
            | SceneKind::Backlot
            | SceneKind::WaterTank
            | SceneKind::UnderwaterStage
            | SceneKind::SubmarineDock
            | SceneKind::Hall
            | SceneKind::Museum
            | SceneKind::PlanetStage
            | SceneKind::Works
            | SceneKind::Port
            | SceneKind::Airport
            | SceneKind::RockyShore
            | SceneKind::FishingVillage
            | SceneKind::Skyline
    )
}
