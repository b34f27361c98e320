//! The closed vocabularies: each value's key in content files and its name in both languages.

use crate::locale::{Locale, Words};

/// A closed list of values, whichever it is.
pub trait Vocabulary: Copy + 'static {
    /// Every value, in the order a list shows them.
    const ALL: &'static [Self];

    /// The key in content files and addresses.
    fn as_str(self) -> &'static str;

    /// The name a reader sees.
    fn name(self, locale: Locale) -> &'static str;
}

/// Declares an enum whose values carry a key (for files, addresses and CSS) and a name a language.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($value:ident = $key:literal, $en:literal, $zh:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $(#[doc = $key] #[serde(rename = $key)] $value,)+
        }

        impl $name {
            /// Every value, in the order a list shows them.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// The key in content files and addresses.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$value => $key),+ }
            }

            /// Reads a key.
            pub fn parse(key: &str) -> Option<Self> {
                match key { $($key => Some($name::$value),)+ _ => None }
            }

            /// The name a reader sees.
            pub fn name(self, locale: Locale) -> &'static str {
                match self { $($name::$value => Words { en: $en, zh: $zh }),+ }.get(locale)
            }
        }

        impl Vocabulary for $name {
            const ALL: &'static [$name] = $name::ALL;

            fn as_str(self) -> &'static str {
                $name::as_str(self)
            }

            fn name(self, locale: Locale) -> &'static str {
                $name::name(self, locale)
            }
        }
    )+};
}

vocabulary! {
    /// What kind of place a location is.
    Class {
        GovernmentBuilding = "government-building", "Government building", "政府建筑";
        PublicFacility = "public-facility", "Public facility", "公共设施";
        LandmarkScenic = "landmark-scenic", "Landmark and scenic spot", "地标景点";
        ShopBusiness = "shop-business", "Shop and business", "商铺与商业";
        Coast = "coast", "Coast", "海岸";
        MountainRiver = "mountain-river", "Mountain and river", "山川";
        PeriodSetting = "period-setting", "Period setting", "年代场景";
        ExoticForeignStyle = "exotic-foreign-style", "Foreign style", "异国风情";
        StudioStage = "studio-stage", "Studio and stage", "影棚";
    }
    /// Whether a location is shot inside, outside or both.
    Setting {
        Interior = "interior", "Interior", "内景";
        Exterior = "exterior", "Exterior", "外景";
        Both = "both", "Interior and exterior", "内景与外景";
    }
    /// How well a position is known.
    Precision {
        Source = "source", "Point from a published source", "坐标来自公开资料";
        Approximate = "approximate", "Approximate, within a few hundred metres", "近似坐标，误差可达数百米";
        Unverified = "unverified", "Approximate and unverified, may be off by a kilometre or more", "近似坐标，未经核实，误差可达一公里以上";
    }
    /// The datum of a position.
    Datum {
        Wgs84 = "wgs84", "WGS-84", "WGS-84";
    }
    /// Whether shooting needs a permit.
    Permission {
        Required = "required", "Permit required", "需要许可";
        NotRequired = "not-required", "No permit known to be required", "未见需要许可的规定";
        Unknown = "unknown", "Permit rules not known", "许可要求未知";
    }
    /// Whether an expert is a person or a body.
    ExpertKind {
        Person = "person", "Person", "个人";
        Body = "body", "Institution", "机构";
    }
    /// How much a shot takes in.
    ShotType {
        ExtremeWide = "extreme-wide", "Extreme wide", "大远景";
        Wide = "wide", "Wide", "远景";
        Medium = "medium", "Medium", "中景";
        Close = "close", "Close", "近景";
        Macro = "macro", "Macro", "微距";
    }
    /// How the camera moves.
    Movement {
        Static = "static", "Static", "固定";
        Pan = "pan", "Pan", "横摇";
        Tilt = "tilt", "Tilt", "俯仰";
        Dolly = "dolly", "Dolly", "推轨";
        Slider = "slider", "Slider", "滑轨";
        Crane = "crane", "Crane", "升降";
        AerialPan = "aerial-pan", "Aerial pan", "航拍横摇";
        AerialOrbit = "aerial-orbit", "Aerial orbit", "航拍环绕";
        AerialTracking = "aerial-tracking", "Aerial tracking", "航拍跟移";
        AerialReveal = "aerial-reveal", "Aerial reveal", "航拍展现";
        TopDown = "top-down", "Top-down", "俯瞰";
        Timelapse = "timelapse", "Timelapse", "延时";
        SlowMotion = "slow-motion", "Slow motion", "慢动作";
    }
    /// The season shown.
    Season {
        Spring = "spring", "Spring", "春";
        Summer = "summer", "Summer", "夏";
        Autumn = "autumn", "Autumn", "秋";
        Winter = "winter", "Winter", "冬";
    }
    /// The time of day shown.
    Hour {
        Dawn = "dawn", "Dawn", "黎明";
        Sunrise = "sunrise", "Sunrise", "日出";
        Morning = "morning", "Morning", "上午";
        Noon = "noon", "Midday", "正午";
        Afternoon = "afternoon", "Afternoon", "下午";
        Golden = "golden", "Golden hour", "黄金时刻";
        Sunset = "sunset", "Sunset", "日落";
        Blue = "blue", "Blue hour", "蓝调时刻";
        Night = "night", "Night", "夜";
    }
    /// The weather shown.
    Weather {
        Clear = "clear", "Clear", "晴";
        Overcast = "overcast", "Overcast", "阴";
        Fog = "fog", "Sea fog", "海雾";
        Rain = "rain", "Rain", "雨";
        Snow = "snow", "Snow", "雪";
        Storm = "storm", "Storm light", "风暴光";
    }
    /// How a video is coded.
    Codec {
        H264 = "h264", "H.264 / AVC", "H.264 / AVC";
        Hevc = "hevc", "H.265 / HEVC", "H.265 / HEVC";
        Vp9 = "vp9", "VP9", "VP9";
        Av1 = "av1", "AV1", "AV1";
        ProRes = "prores", "Apple ProRes", "Apple ProRes";
    }
    /// The file a video is wrapped in.
    Container {
        Mp4 = "mp4", "MP4", "MP4";
        Webm = "webm", "WebM", "WebM";
        Mov = "mov", "QuickTime", "QuickTime";
    }
    /// Colour sampling.
    Chroma {
        C420 = "4:2:0", "4:2:0", "4:2:0";
        C422 = "4:2:2", "4:2:2", "4:2:2";
        C444 = "4:4:4", "4:4:4", "4:4:4";
    }
    /// Whether a release is held.
    Release {
        NotNeeded = "not-needed", "Not needed", "无需";
        Held = "held", "Held", "已取得";
        NotHeld = "not-held", "Not held", "未取得";
    }
    /// On which terms a work may be used.
    Licence {
        CcBy4 = "cc-by-4.0", "Creative Commons Attribution 4.0", "知识共享署名 4.0";
        Cc0 = "cc0-1.0", "Public domain (CC0 1.0)", "公共领域（CC0 1.0）";
        Reserved = "all-rights-reserved", "All rights reserved", "保留所有权利";
    }
    /// What kind of session it is.
    SessionKind {
        Ceremony = "ceremony", "Ceremony", "仪式";
        Keynote = "keynote", "Keynote", "主旨演讲";
        Talk = "talk", "Talk", "演讲";
        Panel = "panel", "Panel", "论坛";
        Release = "release", "Results release", "成果发布";
    }
    /// How a figure is qualified by its source.
    Qualifier {
        Exact = "exact", "", "";
        MoreThan = "more-than", "over", "超过";
        About = "about", "about", "约";
    }
    /// What a figure counts, in base units.
    Unit {
        People = "people", "people", "人";
        Users = "users", "users", "用户";
        Yuan = "yuan", "yuan", "元";
        Percent = "percent", "%", "%";
        Formats = "formats", "formats", "种格式";
        Minutes = "minutes", "minutes", "分钟";
        Companies = "companies", "companies", "家企业";
        Works = "works", "works", "部作品";
    }
    /// What an illustration shows.
    SceneKind {
        Pier = "pier", "Pier", "栈桥";
        Pavilion = "pavilion", "Pavilion on the water", "水上亭阁";
        LighthouseIsle = "lighthouse-isle", "Lighthouse isle", "灯塔小岛";
        VillaStreet = "villa-street", "Villa avenue", "别墅街道";
        CastleVilla = "castle-villa", "Castle-like villa", "城堡式别墅";
        Cathedral = "cathedral", "Twin-towered cathedral", "双塔教堂";
        Church = "church", "Church with a clock tower", "钟楼教堂";
        RedRoofs = "red-roofs", "Red roofs down to a bay", "海湾红瓦";
        HillPark = "hill-park", "Hill park", "山头公园";
        BlossomPark = "blossom-park", "Blossom park", "樱花公园";
        Cableway = "cableway", "Cableway and tower", "索道与高塔";
        Square = "square", "City square", "城市广场";
        Marina = "marina", "Marina", "帆船港";
        SeaBridge = "sea-bridge", "Sea bridge", "跨海大桥";
        Courtyard = "courtyard", "Courtyard house", "里院";
        Station = "station", "Railway station", "火车站";
        Brewery = "brewery", "Brick brewery", "啤酒厂";
        GraniteStream = "granite-stream", "Stream over granite", "山涧";
        CloudSea = "cloud-sea", "Peaks above a cloud sea", "云海群峰";
        Temple = "temple", "Temple", "庙宇";
        BeachStack = "beach-stack", "Beach with a sea stack", "海蚀柱沙滩";
        SurfBeach = "surf-beach", "Surf beach", "海浪沙滩";
        RockyShore = "rocky-shore", "Rocky shore", "礁石海岸";
        Island = "island", "Island", "海岛";
        Terrace = "terrace", "Terraced mound above the sea", "海边高台";
        FishingVillage = "fishing-village", "Fishing village", "渔村";
        Stage = "stage", "Sound stage", "摄影棚";
        Backlot = "backlot", "Outdoor set", "外景地";
        WaterTank = "water-tank", "Water tank", "水池";
        UnderwaterStage = "underwater-stage", "Underwater stage", "水下影棚";
        SubmarineDock = "submarine-dock", "Submarine dock", "潜艇船坞";
        Hall = "hall", "Conference hall", "会议厅";
        Museum = "museum", "Museum", "博物馆";
        Civic = "civic", "Civic building", "市政建筑";
        Port = "port", "Container port", "集装箱码头";
        Airport = "airport", "Airport terminal", "机场航站楼";
        NightMarket = "night-market", "Night market", "夜市";
        OldStreet = "old-street", "Old commercial street", "老街";
        WalledTown = "walled-town", "Walled town", "古城";
        Hutong = "hutong", "Hutong", "胡同";
        Works = "works", "Old works", "老厂区";
        Campus = "campus", "Campus", "校园";
        Cinema = "cinema", "Cinema", "影院";
        PlanetStage = "planet-stage", "Science-fiction set", "科幻布景";
        MythStage = "myth-stage", "Myth-epic set", "神话布景";
        Screens = "screens", "Wall of screens", "屏幕墙";
        RedCarpet = "red-carpet", "Awards evening", "颁奖之夜";
        Skyline = "skyline", "City skyline", "城市天际线";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_match_the_content_files() {
        for class in Class::ALL {
            assert_eq!(Class::parse(class.as_str()), Some(*class));
            assert_eq!(serde_json::to_string(class).unwrap(), format!("\"{}\"", class.as_str()));
        }
        assert_eq!(Class::parse("Coast"), None);
    }
}
