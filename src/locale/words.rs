//! The words of the interface, a constant each; `{}` stands for a value.

use super::Words;

macro_rules! words {
    ($($name:ident = $en:literal, $zh:literal;)+) => {$(
        #[doc = $en]
        pub const $name: Words = Words { en: $en, zh: $zh };
    )+};
}

words! {
    // Frame.
    SKIP = "Skip to content", "跳到正文";
    MAIN_NAV = "Main", "主导航";
    HOME = "Home", "首页";
    NEWS = "News", "新闻";
    SUMMIT = "Summit", "峰会";
    LIBRARY = "Library", "资源库";
    LIBRARY_LONG = "Shooting resource library", "拍摄资源库";
    LOCATIONS = "Locations", "取景地";
    EXPERTS = "Experts", "专家";
    CLIPS = "Empty-lens clips", "空镜素材";
    PACK = "Recce pack", "勘景包";
    PACK_SHORT = "Pack", "勘景包";
    OFFLINE = "Offline", "离线";
    ABOUT = "About", "关于";
    SEARCH = "Search", "搜索";
    SEARCH_ALL = "Search the site", "搜索全站";
    SEARCH_HINT = "Place, person, clip, news", "地点、人物、空镜、新闻";
    THEME_SYSTEM = "Theme: as the device", "主题：跟随设备";
    THEME_LIGHT = "Theme: light", "主题：浅色";
    THEME_DARK = "Theme: dark", "主题：深色";
    BREADCRUMB = "You are here", "当前位置";
    TOP = "Back to top", "返回顶部";
    LICENCES = "Licences", "许可";
    VERSION = "Version {}", "版本 {}";
    FOREIGN = "This page has not been translated yet; it is shown in Chinese.", "本页尚无中文译文，以下显示英文原文。";
    FOREIGN_SHORT = "Chinese only", "仅有英文";
    ILLUSTRATION = "Illustration", "插图";
    // States of a page.
    LOADING = "Loading …", "正在加载……";
    RETRY = "Try again", "重试";
    NOT_FOUND = "There is no such page", "没有这个页面";
    NOT_FOUND_TEXT = "The address may be mistyped, or what was here has been taken down. Search the site, or start from one of its areas.", "网址可能有误，或内容已经撤下。可以搜索全站，也可以从以下栏目开始。";
    FAILED = "The page could not be loaded", "页面未能加载";
    FAILED_OFFLINE = "There is no connection to the site. Check the network, then try again; pages opened before are still here.", "无法连接网站。请检查网络后重试；之前打开过的页面仍可查看。";
    FAILED_SLOW = "The site did not answer within ten seconds. The line may be very slow; try again.", "网站在十秒内没有响应，网络可能很慢，请重试。";
    FAILED_STATUS = "The site answered with error {}. Try again in a moment.", "网站返回错误 {}，请稍后重试。";
    FAILED_MALFORMED = "The site sent something that cannot be read ({}). Reload the page; if it stays, tell the office.", "网站返回的内容无法读取（{}）。请刷新页面；如仍出现，请告知办公室。";
    // Lists.
    SHOW_MORE = "Show {} more", "再显示 {} 项";
    SHOWN = "{} of {} shown", "已显示 {} 项，共 {} 项";
    INDEX = "All by name", "名称索引";
    TOPICS = "Topics", "主题";
    MONTHS = "By month", "按月份";
    ALL_LOCATIONS = "All locations", "全部取景地";
    ALL_EXPERTS = "All experts", "全部专家";
    ALL_CLIPS = "All clips", "全部空镜";
    EMPTY = "Nothing here yet.", "暂无内容。";
    // Articles.
    UPDATED = "Updated", "更新于";
    SOURCES = "Sources", "资料来源";
    CORRECTIONS = "Corrections", "更正";
    MORE_INFORMATION = "More information", "更多信息";
    PREVIOUS = "Earlier", "上一篇";
    NEXT = "Later", "下一篇";
    COPY_LINK = "Copy link", "复制链接";
    COPIED = "Copied", "已复制";
    COPY_FAILED = "Copying is not allowed here; select the address in the address bar.", "此处不允许复制，请在地址栏中选取网址。";
    PRINT = "Print", "打印";
    // Summit.
    AGENDA = "Agenda", "日程";
    SESSIONS = "Sessions", "场次";
    SPEAKERS = "Speakers and bodies", "嘉宾与机构";
    REPORTS = "Reports", "报告";
    WHAT_IS_KNOWN = "What is known", "已知情况";
    ZONE = "Times are in {}.", "时间为{}。";
    PERSONS = "Who took part", "参与者";
    LINKS = "Links and papers", "链接与资料";
    FIGURES = "Figures", "数据";
    FIGURE = "Figure", "数据";
    VALUE = "Value", "数值";
    PERIOD = "Period", "时期";
    CHANGE = "Change", "变化";
    SOURCE = "Source", "来源";
    NO_FIGURES = "No source gives figures from this report.", "现有资料未载明该报告的具体数据。";
    READ_WITH_CARE = "Read with care", "阅读提示";
    FULL_AGENDA = "Full agenda", "完整日程";
    AT_THE_SUMMIT = "At the summit", "在峰会上";
    // Library.
    FACTS = "Facts", "基本信息";
    POSITION = "Position", "位置";
    COPY_POSITION = "Copy coordinates", "复制坐标";
    SHOT_HERE = "Shot here", "在此拍摄的作品";
    SHOT_HERE_NOTE = "Credits as the sources give them.", "作品信息以资料来源所载为准。";
    CREDITS = "Credits", "作品";
    TECHNICAL = "Technical data", "技术参数";
    RIGHTS = "Rights", "版权与使用";
    COPY_CREDIT = "Copy credit line", "复制署名行";
    DOWNLOAD = "Files", "文件";
    NO_VIDEO = "This browser cannot play the clip; take the file below.", "此浏览器无法播放该素材，请下载下方文件。";
    // Search.
    SEARCH_START = "Type a word: a place, a person, a film, a topic. Chinese, English and pinyin work.", "输入关键词：地点、人物、影片或主题。支持中文、英文和拼音。";
    SEARCH_COUNT = "{} results for “{}”", "找到 {} 项与“{}”相关的结果";
    SEARCH_NONE = "Nothing found for “{}”. Try fewer or shorter words, or look through the areas below.", "没有找到“{}”。可以减少或缩短关键词，或浏览以下栏目。";
    // Pack.
    PACK_ADD = "Add to recce pack", "加入勘景包";
    PACK_REMOVE = "Remove from recce pack", "移出勘景包";
    PACK_TEXT = "Places, people, clips and sessions that you picked, kept in this browser only. Print the list or copy it to take along.", "您挑选的取景地、人物、空镜和场次，只保存在此浏览器中。可以打印或复制清单随身携带。";
    PACK_EMPTY = "The pack is empty. Open a location, an expert, a clip or a session and press “Add to recce pack”.", "勘景包是空的。打开取景地、专家、空镜或场次页面，点按“加入勘景包”。";
    PACK_UNKNOWN = "No longer on the site: {}", "网站上已不存在：{}";
    PACK_BLOCKED = "This browser does not let the site keep anything (private window or blocked storage). The pack lasts until this tab is closed.", "此浏览器不允许网站保存数据（无痕窗口或已禁用存储）。勘景包在关闭此标签页前有效。";
    PACK_COPY = "Copy list", "复制清单";
    MOVE_UP = "Move up: {}", "上移：{}";
    MOVE_DOWN = "Move down: {}", "下移：{}";
    REMOVE = "Remove: {}", "移除：{}";
    // Offline.
    OFFLINE_TEXT = "Pages that you opened in this tab stay readable when the network is gone, for as long as the tab is open. A copy on the device that survives closing the tab is not part of this version.", "在此标签页中打开过的页面，断网后仍可阅读，直至关闭标签页。本版本尚不包含可在关闭标签页后保留的设备副本。";
    NOW_ONLINE = "This device is online.", "设备当前在线。";
    NOW_OFFLINE = "This device is offline.", "设备当前离线。";
    OPENED = "Open in this tab", "本标签页中已打开";
    BANNER_OFFLINE = "Offline: pages opened before still work.", "当前离线：之前打开过的页面仍可阅读。";
    // Map.
    MAP = "Map", "地图";
    MAP_AROUND = "The place and its neighbours", "该处与周边取景地";
    MAP_KEYS = "With the map chosen: arrow keys move it, plus and minus change the scale, Home resets it.", "选中地图后：方向键移动，加减键缩放，Home键复位。";
    ZOOM_IN = "Closer", "放大";
    ZOOM_OUT = "Wider", "缩小";
    ZOOM_RESET = "Whole map", "复位";
    CLUSTER = "{} places, show them closer", "{}处取景地，放大查看";
    CLUSTER_LIST = "{} places at this point", "此处有{}处取景地";
    MAP_HERE = "You are here", "您的位置";
    MAP_LEGEND = "Kinds of place", "地点类别";
    METRES = "{} m", "{}米";
    KILOMETRES = "{} km", "{}公里";
    MAP_FAILED = "The outline of the land could not be loaded; the places are right without it.", "陆地轮廓未能加载，地点位置不受影响。";
    OPEN_IN = "Open in another map", "在其他地图中打开";
    AMAP = "Amap", "高德地图";
    BAIDU = "Baidu Maps", "百度地图";
    OPENSTREETMAP = "OpenStreetMap", "OpenStreetMap";
    GEO = "This device’s map", "本机地图";
    OPEN_IN_NOTE = "The coordinates are WGS-84. Amap draws in GCJ-02 and Baidu in BD-09; the links carry the point in the datum of each.", "坐标为WGS-84。高德使用GCJ-02，百度使用BD-09，以上链接已分别换算。";
    // Where the reader is.
    NEAR_ME = "From where you are", "从您所在的位置出发";
    NEAR_ME_TEXT = "The browser asks whether this page may know where you are. Your position is used for the line below and the map, stays on this device and is forgotten with the page.", "浏览器会询问是否允许本页获取您的位置。位置只用于下方说明与地图，不离开本设备，离开页面即清除。";
    NEAR_ME_ASK = "Show distance and direction", "显示距离与方向";
    NEAR_ME_AGAIN = "Ask again", "重新获取";
    NEAR_ME_WAIT = "Asking the device…", "正在获取位置……";
    NEAR_ME_FOUND = "This place is {} to the {} of you ({}°).", "该处距您{}，在{}方向（{}°）。";
    NEAR_ME_CLOSEST = "Nearest to you of the places on this map", "本图中离您最近的取景地";
    NEAR_ME_ROW = "{}, {}", "{}，{}";
    NEAR_ME_EXACT = "The device knows its position to about {}.", "设备定位误差约{}。";
    NEAR_ME_REFUSED = "The browser does not allow this page to know where you are. Allow it in the browser’s settings for this site, then ask again.", "浏览器不允许本页获取位置。请在浏览器的网站设置中允许后重试。";
    NEAR_ME_UNKNOWN = "The device cannot tell where it is. Indoors it may take a window or another try.", "设备暂时无法定位。室内请靠近窗户，或稍后重试。";
    NEAR_ME_SLOW = "The device did not find its position in time. Try again under the open sky.", "设备未能及时定位，请在开阔处重试。";
    NEAR_ME_NEVER = "This browser cannot tell a page where it is.", "此浏览器不支持定位。";
    // Sun.
    SUN = "Sun and light", "日照与光线";
    SUN_DAY = "Day", "日期";
    SUN_TIME = "Time", "时刻";
    SUN_ZONE = "Times are in {} (UTC{}). Computed for these coordinates; hills and buildings are not taken into account.", "时间为{}（UTC{}）。按此处坐标计算，未计入山体与建筑遮挡。";
    SUN_CURVE = "The sun’s height over the day; the times are in the table.", "太阳高度全天变化曲线，时刻见表格。";
    SUN_COMPASS = "Compass: sun {}°, {}.", "罗盘：太阳方位{}°，{}。";
    SUN_COMPASS_FACING = "Compass: sun {}°, {}; the place faces {}°, {}.", "罗盘：太阳方位{}°，{}；该处朝向{}°，{}。";
    SUN_NORTH = "N", "北";
    SUN_RISE = "Sunrise", "日出";
    SUN_SET = "Sunset", "日落";
    SUN_NOON = "Solar noon", "正午（太阳最高）";
    SUN_GOLDEN_MORNING = "Golden hour, morning", "清晨黄金时刻";
    SUN_GOLDEN_EVENING = "Golden hour, evening", "傍晚黄金时刻";
    SUN_BLUE_MORNING = "Blue hour, morning", "清晨蓝调时刻";
    SUN_BLUE_EVENING = "Blue hour, evening", "傍晚蓝调时刻";
    SUN_NONE = "none on this day", "当日无";
    SUN_NEXT_DAY = "{} (next day)", "{}（次日）";
    SUN_DAY_BEFORE = "{} (day before)", "{}（前一日）";
    SUN_SPAN = "{}–{}", "{}—{}";
    SUN_AT_NOON = "{}, {}° high", "{}，高度{}°";
    SUN_POLAR_DAY = "The sun does not set on this day.", "当日太阳不落。";
    SUN_POLAR_NIGHT = "The sun does not rise on this day.", "当日太阳不升。";
    SUN_AT = "At {} the sun stands {}° high in the {}, azimuth {}°.", "{}，太阳高度{}°，方位{}（{}°）。";
    SUN_AT_BELOW = "At {} the sun is {}° below the horizon.", "{}，太阳在地平线下{}°。";
    SUN_LOOKS = "The front looks", "朝向";
    SUN_FRONT_NOT_CHOSEN = "(choose)", "（请选择）";
    SUN_FACING_RECORDED = "The record gives the direction; move the slider for another front.", "记录中已有朝向，移动滑块可查看其他立面。";
    SUN_NO_FACING = "The record does not say where the place looks: move the slider to see how the light falls on a front.", "记录中没有朝向信息：移动滑块可查看光线与立面的关系。";
    SUN_FRONT = "Front-lit: the sun is within 45° of where the place looks.", "顺光：太阳方位与朝向相差不到45°。";
    SUN_SIDE = "Side-lit: the light rakes along the front.", "侧光：光线从侧面掠过正立面。";
    SUN_BACK = "Back-lit: the sun is behind, the front is in its own shade.", "逆光：太阳在背后，正立面处于阴影中。";
    SUN_BELOW = "Below the horizon: no direct sun.", "太阳在地平线下，无直射光。";
    SUN_BAD_DAY = "Choose a day between 1950 and 2050.", "请选择1950年至2050年之间的日期。";
    SUN_GOLDEN = "Golden hour", "黄金时刻";
    SUN_BLUE = "Blue hour", "蓝调时刻";
    SUN_WHEN = "When", "时段";
    SUN_HOURS = "Sun and light of the day", "当日日照时刻";
}

/// The points of the compass, clockwise from north.
pub const COMPASS: [Words; 16] = [
    Words { en: "north", zh: "北" },
    Words { en: "north-north-east", zh: "东北偏北" },
    Words { en: "north-east", zh: "东北" },
    Words { en: "east-north-east", zh: "东北偏东" },
    Words { en: "east", zh: "东" },
    Words { en: "east-south-east", zh: "东南偏东" },
    Words { en: "south-east", zh: "东南" },
    Words { en: "south-south-east", zh: "东南偏南" },
    Words { en: "south", zh: "南" },
    Words { en: "south-south-west", zh: "西南偏南" },
    Words { en: "south-west", zh: "西南" },
    Words { en: "west-south-west", zh: "西南偏西" },
    Words { en: "west", zh: "西" },
    Words { en: "west-north-west", zh: "西北偏西" },
    Words { en: "north-west", zh: "西北" },
    Words { en: "north-north-west", zh: "西北偏北" },
];
