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
    // Catalogues.
    FILTERS = "Filters", "筛选";
    FIND_IN = "Search in {}", "在{}中搜索";
    NAME = "Name", "名称";
    KIND = "Kind", "类别";
    CLASS = "Kind of place", "场所类型";
    SETTING = "Interior or exterior", "内外景";
    DISTRICT = "District", "区域";
    PERMIT = "Permit", "拍摄许可";
    ELEVATION = "Height above sea", "海拔";
    WORKS_SHOT_HERE = "Works shot here", "取景作品";
    FIELD = "Field", "领域";
    LANGUAGE = "Language", "语言";
    AFFILIATION = "Affiliation", "所属机构";
    SEASON = "Season", "季节";
    TIME_OF_DAY = "Time of day", "时段";
    WEATHER = "Weather", "天气";
    SHOT = "Shot", "景别";
    MOVEMENT = "Movement", "运动";
    ORIENTATION = "Orientation", "画幅方向";
    LANDSCAPE = "Landscape", "横幅";
    PORTRAIT = "Portrait", "竖幅";
    SQUARE = "Square", "方形";
    RESOLUTION = "Resolution", "分辨率";
    FRAME_RATE = "Frame rate", "帧率";
    CODEC = "Codec", "编码";
    COLOUR = "Colour", "色彩";
    DURATION = "Duration", "时长";
    AT_LEAST = "{}, at least", "{}，不小于";
    AT_MOST = "{}, at most", "{}，不大于";
    SORT = "Sort by", "排序";
    SORT_DEFAULT = "Best match", "默认";
    DESCENDING = "Reverse", "倒序";
    VIEW = "View", "视图";
    VIEW_GRID = "Grid", "网格";
    VIEW_TABLE = "Table", "表格";
    RESULTS = "{} of {} found", "找到 {} 项，共 {} 项";
    CLEAR_ALL = "Clear all filters", "清除全部条件";
    LIFT = "Lift “{}”: {} would be found", "取消“{}”可找到 {} 项";
    NOTHING_FITS = "Nothing fits all of this.", "没有符合全部条件的内容。";
    UNKNOWN_FILTER = "The address asks for filters that this list does not have: {}. They are left out.", "网址中有本列表没有的筛选条件：{}。这些条件已忽略。";
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
}
