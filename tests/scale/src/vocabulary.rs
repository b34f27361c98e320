//! The words that made-up records consist of.

use film_core::model::vocabulary::{Hour, SceneKind, Season};

/// A piece of a name: characters and pinyin.
pub type Piece = (&'static str, &'static str);

/// First and second pieces of names.
pub const PIECES: [Piece; 60] = [
    ("海", "hǎi"),
    ("山", "shān"),
    ("云", "yún"),
    ("龙", "lóng"),
    ("金", "jīn"),
    ("石", "shí"),
    ("青", "qīng"),
    ("华", "huá"),
    ("东", "dōng"),
    ("西", "xī"),
    ("南", "nán"),
    ("北", "běi"),
    ("大", "dà"),
    ("小", "xiǎo"),
    ("白", "bái"),
    ("红", "hóng"),
    ("黄", "huáng"),
    ("黑", "hēi"),
    ("银", "yín"),
    ("玉", "yù"),
    ("凤", "fèng"),
    ("鹤", "hè"),
    ("松", "sōng"),
    ("竹", "zhú"),
    ("梅", "méi"),
    ("兰", "lán"),
    ("桃", "táo"),
    ("柳", "liǔ"),
    ("槐", "huái"),
    ("樱", "yīng"),
    ("泉", "quán"),
    ("潮", "cháo"),
    ("浪", "làng"),
    ("沙", "shā"),
    ("礁", "jiāo"),
    ("帆", "fān"),
    ("舟", "zhōu"),
    ("渔", "yú"),
    ("鸥", "ōu"),
    ("雁", "yàn"),
    ("星", "xīng"),
    ("月", "yuè"),
    ("日", "rì"),
    ("霞", "xiá"),
    ("雾", "wù"),
    ("雪", "xuě"),
    ("霜", "shuāng"),
    ("风", "fēng"),
    ("晨", "chén"),
    ("暮", "mù"),
    ("安", "ān"),
    ("宁", "níng"),
    ("福", "fú"),
    ("寿", "shòu"),
    ("永", "yǒng"),
    ("胜", "shèng"),
    ("崂", "láo"),
    ("即", "jí"),
    ("莱", "lái"),
    ("琅", "láng"),
];

/// The last piece of a place's name.
pub struct Ending {
    pub zh: &'static str,
    pub pinyin: &'static str,
    pub en: &'static str,
    /// The id of its class in the first city's `classes.json`.
    pub class: &'static str,
    pub scene: SceneKind,
}

const fn ending(
    zh: &'static str,
    pinyin: &'static str,
    en: &'static str,
    class: &'static str,
    scene: SceneKind,
) -> Ending {
    Ending { zh, pinyin, en, class, scene }
}

/// Endings of places.
pub const ENDINGS: [Ending; 24] = [
    ending("湾", "wān", "Bay", "coast", SceneKind::RockyShore),
    ending("街", "jiē", "Street", "period-setting", SceneKind::OldStreet),
    ending("码头", "mǎtóu", "Pier", "coast", SceneKind::Pier),
    ending("公园", "gōngyuán", "Park", "landmark-scenic", SceneKind::HillPark),
    ending("岛", "dǎo", "Island", "coast", SceneKind::Island),
    ending("沙滩", "shātān", "Beach", "coast", SceneKind::SurfBeach),
    ending("峰", "fēng", "Peak", "mountain-river", SceneKind::CloudSea),
    ending("溪", "xī", "Stream", "mountain-river", SceneKind::GraniteStream),
    ending("寺", "sì", "Temple", "landmark-scenic", SceneKind::Temple),
    ending("别墅", "biéshù", "Villa", "exotic-foreign-style", SceneKind::CastleVilla),
    ending("教堂", "jiàotáng", "Church", "exotic-foreign-style", SceneKind::Church),
    ending("车站", "chēzhàn", "Station", "public-facility", SceneKind::Station),
    ending("市场", "shìchǎng", "Market", "shop-business", SceneKind::NightMarket),
    ending("影院", "yǐngyuàn", "Cinema", "shop-business", SceneKind::Cinema),
    ending("摄影棚", "shèyǐngpéng", "Stage", "studio-stage", SceneKind::Stage),
    ending("里院", "lǐyuàn", "Courtyard", "period-setting", SceneKind::Courtyard),
    ending("大厦", "dàshà", "Tower", "shop-business", SceneKind::Civic),
    ending("礼堂", "lǐtáng", "Hall", "government-building", SceneKind::Hall),
    ending("广场", "guǎngchǎng", "Square", "landmark-scenic", SceneKind::Square),
    ending("工厂", "gōngchǎng", "Works", "public-facility", SceneKind::Works),
    ending("渔村", "yúcūn", "Fishing Village", "period-setting", SceneKind::FishingVillage),
    ending("大桥", "dàqiáo", "Bridge", "public-facility", SceneKind::SeaBridge),
    ending("博物馆", "bówùguǎn", "Museum", "public-facility", SceneKind::Museum),
    ending("校园", "xiàoyuán", "Campus", "public-facility", SceneKind::Campus),
];

/// A word or phrase in both languages.
pub type Pair = (&'static str, &'static str);

/// Districts.
pub const DISTRICTS: [Pair; 10] = [
    ("Shinan", "市南区"),
    ("Shibei", "市北区"),
    ("Laoshan", "崂山区"),
    ("Huangdao", "黄岛区"),
    ("Licang", "李沧区"),
    ("Chengyang", "城阳区"),
    ("Jimo", "即墨区"),
    ("Jiaozhou", "胶州市"),
    ("Pingdu", "平度市"),
    ("Laixi", "莱西市"),
];

/// Adjectives for a place.
pub const TRAITS: [Pair; 20] = [
    ("quiet", "安静的"),
    ("wide", "开阔的"),
    ("narrow", "狭长的"),
    ("old", "老旧的"),
    ("restored", "修复过的"),
    ("windy", "多风的"),
    ("shaded", "有树荫的"),
    ("granite", "花岗岩"),
    ("red-roofed", "红瓦"),
    ("steep", "陡峭的"),
    ("foggy", "多雾的"),
    ("lit", "有灯光的"),
    ("empty", "空旷的"),
    ("busy", "热闹的"),
    ("terraced", "台阶式的"),
    ("walled", "有围墙的"),
    ("wooden", "木结构的"),
    ("brick", "红砖"),
    ("glass", "玻璃幕墙的"),
    ("tidal", "有潮汐的"),
];

/// Views from a place.
pub const VIEWS: [Pair; 16] = [
    ("open water", "开阔海面"),
    ("the harbour lights", "港口灯火"),
    ("a row of villas", "成排别墅"),
    ("the old town", "老城区"),
    ("fishing boats", "渔船"),
    ("a lighthouse", "灯塔"),
    ("pine slopes", "松林山坡"),
    ("the railway", "铁路"),
    ("a stone arch", "石拱"),
    ("high towers", "高楼"),
    ("cherry trees", "樱花树"),
    ("the shipyard", "造船厂"),
    ("salt flats", "盐田"),
    ("a reservoir", "水库"),
    ("tea fields", "茶园"),
    ("the cableway", "索道"),
];

/// Uses of a place.
pub const USES: [Pair; 14] = [
    ("night scenes", "夜戏"),
    ("period drama", "年代剧"),
    ("chases", "追逐戏"),
    ("dialogue", "对话戏"),
    ("wide shots", "大远景"),
    ("aerial work", "航拍"),
    ("crowd scenes", "群众场面"),
    ("car rigs", "车拍"),
    ("rain effects", "人工降雨"),
    ("documentary work", "纪录片"),
    ("commercials", "广告片"),
    ("short video", "短视频"),
    ("music video", "音乐短片"),
    ("stunts", "特技"),
];

/// Family names.
pub const FAMILIES: [Piece; 20] = [
    ("王", "Wáng"),
    ("李", "Lǐ"),
    ("张", "Zhāng"),
    ("刘", "Liú"),
    ("陈", "Chén"),
    ("杨", "Yáng"),
    ("赵", "Zhào"),
    ("黄", "Huáng"),
    ("周", "Zhōu"),
    ("吴", "Wú"),
    ("徐", "Xú"),
    ("孙", "Sūn"),
    ("胡", "Hú"),
    ("朱", "Zhū"),
    ("高", "Gāo"),
    ("林", "Lín"),
    ("何", "Hé"),
    ("郭", "Guō"),
    ("马", "Mǎ"),
    ("罗", "Luó"),
];

/// Roles in a production.
pub const ROLES: [Pair; 3] = [("Director", "导演"), ("Producer", "制片人"), ("Gaffer", "灯光师")];

/// Seasons, with the words for them in clips.
pub const SEASONS: [(Season, Pair); 4] = [
    (Season::Spring, ("Spring", "春日")),
    (Season::Summer, ("Summer", "夏日")),
    (Season::Autumn, ("Autumn", "秋日")),
    (Season::Winter, ("Winter", "冬日")),
];

/// Times of day, with the words for them in clips.
pub const HOURS: [(Hour, Pair); 6] = [
    (Hour::Dawn, ("dawn", "黎明")),
    (Hour::Morning, ("morning", "清晨")),
    (Hour::Noon, ("midday", "正午")),
    (Hour::Golden, ("golden hour", "金色时刻")),
    (Hour::Sunset, ("sunset", "日落")),
    (Hour::Night, ("night", "夜色")),
];
