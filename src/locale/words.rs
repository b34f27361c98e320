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
    LATEST_WORK = "Year of the latest work shot here", "最近取景作品年份";
    WORKS_FROM = "Works shot here, by decade", "取景作品年代";
    YEAR_MADE = "Year made", "制作年份";
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
    VIEW_MAP = "Map", "地图";
    IN_THIS_PART = "In this part of the map", "地图当前范围内";
    SEARCH_THIS_PART = "Search in this part of the map", "在当前范围内搜索";
    IN_VIEW = "{} of {} found are in view", "当前范围内 {} 项，共找到 {} 项";
    MAP_OF_LIST = "Map of what was found", "搜索结果地图";
    CHOSEN_ON_MAP = "Chosen on the map", "地图上选中的地点";
    NEAREST_FIRST = "Nearest to me first", "按离我远近排序";
    NEAREST_IS_FIRST = "What is nearest comes first.", "已按距离由近到远排列。";
    COMPARE = "Compare", "对比";
    COMPARE_FEW = "Tick two to four records to compare; {} chosen.", "请勾选二至四项进行对比，已选{}项。";
    COMPARE_COUNT = "{} chosen, up to four.", "已选{}项，最多四项。";
    COMPARE_FULL = "Four are chosen, and that is the most: untick one to choose another.", "已选四项，达到上限：取消一项后可另选。";
    COMPARE_SHOW = "Side by side", "并排查看";
    COMPARE_NONE = "Choose none", "全部取消";
    COMPARE_TABLE = "Side by side", "并排对比";
    COMPARE_BACK = "Back to the list", "返回列表";
    COMPARE_DIFFERENT = "Only what differs", "只看不同项";
    COMPARE_DIFFERS = "differs", "不同";
    COMPARE_NOTHING = "nothing given", "未载明";
    COMPARE_MOST = "At most {} records stand side by side; the address names more, which are left out.", "最多并排对比{}项，网址中多出的已忽略。";
    COMPARE_UNKNOWN = "This site has no such record; it may have been taken down.", "本站没有此条目，可能已经撤下。";
    COMPARE_FAILED = "It could not be loaded.", "未能加载。";
    COMPARE_STOP = "; ", "；";
    COMPARE_WHAT = "What is compared", "对比项目";
    CHECKED = "Checked", "核实情况";
    ROLE = "Role", "职务";
    RESULTS = "{} of {} found", "找到 {} 项，共 {} 项";
    CLEAR_ALL = "Clear all filters", "清除全部条件";
    LIFT = "Lift “{}”: {} would be found", "取消“{}”可找到 {} 项";
    NOTHING_FITS = "Nothing fits all of this.", "没有符合全部条件的内容。";
    UNKNOWN_FILTER = "The address asks for filters that this list does not have: {}. They are left out.", "网址中有本列表没有的筛选条件：{}。这些条件已忽略。";
    // Lists.
    SHOW_MORE = "Show {} more", "再显示 {} 项";
    SHOW_ALL = "Show all {}", "显示全部 {} 项";
    SHOWN = "{} of {} shown", "已显示 {} 项，共 {} 项";
    INDEX = "All by name", "名称索引";
    TOPICS = "Topics", "主题";
    MONTHS = "By month", "按月份";
    ALL_LOCATIONS = "All locations", "全部取景地";
    ALL_EXPERTS = "All experts", "全部专家";
    ALL_CLIPS = "All clips", "全部空镜";
    EMPTY = "Nothing here yet.", "暂无内容。";
    FEEDS = "Follow by feed", "订阅";
    OPEN_DATA = "All of it as open data", "开放数据";
    // Articles.
    SHARE = "Share", "分享";
    READING_LIST = "Reading list", "阅读清单";
    READING_TEXT = "Articles that you set aside. The list stays on this device, and what is on it reads without a network.", "您留待阅读的文章。清单只保存在本设备上，离线时也可阅读。";
    READING_EMPTY = "Nothing set aside yet. Press “Read later” on an article.", "清单是空的。在文章页面点按“稍后阅读”即可加入。";
    READING_ADD = "Read later", "稍后阅读";
    READING_IN = "On the reading list", "已在阅读清单中";
    READING_REMOVE = "Remove from the reading list: {}", "移出阅读清单：{}";
    READING_GONE = "No longer on this site: {}", "本站已无此文：{}";
    READING_BLOCKED = "This browser does not let the site keep anything, so the list lasts until this page is left.", "此浏览器不允许网站保存数据，离开本页后清单将消失。";
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
    YEARS_COMPARED = "The years side by side", "历届对照";
    NOT_KNOWN = "not known", "不详";
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
    CHART_SIDE_BY_SIDE = "Side by side", "各项对照";
    CHART_SHARES = "Shares of the whole", "占比";
    CHART_OVER_TIME = "{}, over time", "{}变化";
    CHART_SCALE = "Unit: {}. Period: {}.", "单位：{}。时期：{}。";
    CHART_SOURCE = "Source: {}", "来源：{}";
    CHART_PERIODS_DIFFER = "The figures are not of one period; each bar says its own. They show size, not change.", "各数据时期不同，已分别注明；图中只比大小，不反映变化。";
    CHART_TABLE = "The figures as a table", "数据表格";
    CHART_FROM = "All figures and sources: {}", "全部数据与来源：{}";
    TAKE_AWAY = "To take away", "下载";
    TABLE_CSV = "Table (CSV)", "表格（CSV）";
    CHART_PNG = "Chart as a picture (PNG)", "图表图片（PNG）";
    READ_WITH_CARE = "Read with care", "阅读提示";
    FULL_AGENDA = "Full agenda", "完整日程";
    AT_THE_SUMMIT = "At the summit", "在峰会上";
    TRACK = "Track", "板块";
    ROOM = "Room", "会场";
    DAY = "Day", "日期";
    ALL_DAYS = "All days", "全部日期";
    ALL_SESSIONS = "All sessions", "全部场次";
    VIEW_LIST = "List", "列表";
    TIME_GRID = "Time grid", "时间表";
    TIME_GRID_OF = "Time grid of {}; scroll it with the arrow keys", "{}时间表，可用方向键滚动";
    TIME = "Time", "时间";
    NO_HOUR = "Hour not published", "时间未公布";
    NO_ROOM = "Room not published", "会场未公布";
    CARRIED = "Begun the day before: {}, {}.", "前一日开始：{}，{}。";
    ZONE_DEVICE = "Show times where I am", "按我所在时区显示";
    SHOWN_SESSIONS = "{} of {} sessions", "显示{}场，共{}场";
    NOW_AND_NEXT = "Now and next", "正在进行与接下来";
    NOW_ON = "On now", "正在进行";
    NOW_NEXT = "Next", "接下来";
    NOW_UNKNOWN = "Today, hour not published", "今日场次，时间未公布";
    NOW_BEFORE = "Not begun yet: {}.", "尚未开始：{}。";
    NOW_BETWEEN = "No session is known to be on at this moment.", "当前没有已知正在进行的场次。";
    NOW_AFTER = "This summit is over: {}.", "本届峰会已结束：{}。";
    CALENDAR_FILES = "Calendar and data", "日历与数据";
    CALENDAR_ALL = "Calendar of the whole summit (.ics)", "整届峰会日历（.ics）";
    CALENDAR_ONE = "Calendar (.ics)", "日历（.ics）";
    SCHEDULE_FILE = "Schedule for conference apps (.json)", "供会议应用读取的日程（.json）";
    // My agenda.
    MINE = "My agenda", "我的日程";
    MINE_COUNT = "My agenda ({})", "我的日程（{}）";
    STAR_ADD = "Add to my agenda", "加入我的日程";
    STAR_IN = "In my agenda", "已在我的日程中";
    STAR_NAMED = "My agenda: {}", "我的日程：{}";
    MINE_TEXT = "What you starred stays on this device; nothing is sent to a server.", "加星标的场次只保存在本设备上，不会发送到服务器。";
    MINE_EMPTY = "Nothing is starred yet. Press the star beside a session.", "尚未加星标。请点按场次旁的星标。";
    MINE_OVERLAP = "At the same time: {} and {}, {}.", "时间冲突：{}与{}，{}。";
    MINE_GAP = "Free {}: {}", "空档{}：{}";
    MINE_FITS = "What fits", "可安排";
    MINE_MINUTES = "{} min", "{}分钟";
    MINE_HOURS = "{} h {} min", "{}小时{}分钟";
    MINE_MAKE_LINK = "Make a link", "生成链接";
    MINE_LINK = "Link to my agenda", "我的日程链接";
    MINE_LINK_TEXT = "The link itself holds the list: whoever has it can read it.", "链接本身包含场次列表，拿到链接的人即可读取。";
    MINE_PACK = "Add all to the recce pack", "全部加入勘景包";
    MINE_PACKED = "Added to the recce pack: {}.", "已加入勘景包：{}场。";
    MINE_PACK_FULL = "The pack is full or could not be changed; see its page.", "勘景包已满或无法更改，请查看勘景包页面。";
    MINE_OFFERED = "An agenda was shared with you: {} sessions", "收到分享的日程：{}场";
    MINE_OFFER_TEXT = "Adding it keeps all that you starred yourself.", "添加后，您自己的星标仍会保留。";
    MINE_OFFER_SAME = "You have all of these already.", "这些场次均已在您的日程中。";
    MINE_OFFER_UNKNOWN = "Sessions that this summit does not have, which are left out: {}", "本届峰会没有的场次，不会添加：{}";
    MINE_OFFER_ADD = "Add to my agenda: {}", "加入我的日程：{}场";
    MINE_LINK_EMPTY = "The link names no session. Your agenda is unchanged.", "链接中没有场次。您的日程未受影响。";
    MINE_LINK_VERSION = "The link was made by another version of this site. Reload the page, then open it again. Your agenda is unchanged.", "链接由本站的其他版本生成，请刷新页面后重新打开。您的日程未受影响。";
    MINE_LINK_SHORT = "The link was cut short: its end is missing. Copy the whole of it, or ask for it again. Your agenda is unchanged.", "链接不完整，缺少末尾。请复制完整链接，或请对方重新发送。您的日程未受影响。";
    MINE_LINK_DAMAGED = "The link is damaged: some of its characters are wrong. Ask for it again. Your agenda is unchanged.", "链接已损坏，部分字符有误，请对方重新发送。您的日程未受影响。";
    MINE_BLOCKED = "This browser does not let the site keep anything, or what it keeps cannot be read. Stars last until this tab is closed: copy the link to keep them.", "此浏览器不允许网站保存数据，或已存数据无法读取。星标在关闭此标签页前有效：可复制链接以便保留。";
    MINE_FULL = "The device has no room left, so the last stars are kept only until this tab is closed: copy the link to keep them.", "设备存储空间已满，最近的星标在关闭此标签页前有效：可复制链接以便保留。";
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
    PLAYER_TOOLS = "Player", "播放工具";
    FRAME_BACK = "One frame back", "上一帧";
    FRAME_ON = "One frame on", "下一帧";
    SPEED = "Speed", "速度";
    LOOP = "Loop", "循环";
    STILL = "Save this frame", "保存当前帧";
    STILL_TAKEN = "Frame saved as PNG.", "当前帧已保存为 PNG。";
    STILL_NOT_YET = "No frame is shown yet: play the clip or step to a frame first.", "尚无画面：请先播放或逐帧移动。";
    PLAYER_KEYS = "Keys: space or K plays and pauses, arrows go a second, comma and full stop a frame, Home and End to the ends, L loops, < and > change the speed, S saves the frame.", "快捷键：空格或 K 播放与暂停，方向键前后一秒，逗号与句点逐帧，Home 与 End 到首尾，L 循环，< 与 > 调速，S 保存当前帧。";
    NO_VIDEO = "This browser cannot play the clip; take the file below.", "此浏览器无法播放该素材，请下载下方文件。";
    // Search.
    SEARCH_START = "Type a word: a place, a person, a film, a topic. Chinese, English and pinyin work.", "输入关键词：地点、人物、影片或主题。支持中文、英文和拼音。";
    SEARCH_COUNT = "{} results for “{}”", "找到 {} 项与“{}”相关的结果";
    SEARCH_NONE = "Nothing found for “{}”. Try fewer or shorter words, or look through the areas below.", "没有找到“{}”。可以减少或缩短关键词，或浏览以下栏目。";
    // Pack.
    PACK_ADD = "Add to recce pack", "加入勘景包";
    PACK_IN = "In the recce pack", "已在勘景包中";
    PACK_ADD_NAMED = "Add {} to recce pack", "将{}加入勘景包";
    PACK_TEXT = "Places, people, clips and sessions that you picked, with your notes. They stay on this device; nothing is sent to a server.", "您挑选的取景地、人物、空镜和场次及备注，只保存在本设备上，不会发送到服务器。";
    PACK_EMPTY = "The pack is empty. Press + on a card, or “Add to recce pack” on the page of a location, an expert, a clip or a session.", "勘景包是空的。点按卡片上的“+”，或在取景地、专家、空镜、场次页面点按“加入勘景包”。";
    PACK_UNKNOWN = "Not on this site: {}", "本站没有：{}";
    PACK_UNKNOWN_TEXT = "It may have been taken down. It stays in the pack until you remove it.", "可能已经撤下。在您移除之前仍保留在勘景包中。";
    PACK_NOT_LOADED = "Details of some items could not be loaded; exports name them by address only.", "部分条目的详情未能加载，导出时仅列网址。";
    PACK_BLOCKED = "This browser does not let the site keep anything (private window or blocked storage). The pack lasts until this tab is closed: export it as JSON or copy its link to keep it.", "此浏览器不允许网站保存数据（无痕窗口或已禁用存储）。勘景包在关闭此标签页前有效：请导出 JSON 或复制链接以便保留。";
    PACK_FULL = "The device has no room left, so the last changes are not kept. Export the pack as JSON, free some space, then change something to try again.", "设备存储空间已满，最近的更改未能保存。请先导出 JSON，清理空间后再作更改即可重试。";
    PACK_REFUSED = "That could not be done.", "未能完成操作。";
    PACK_TOO_LONG = "That is too long: a name may have 80 characters, a note 2,000.", "内容过长：名称最多80字，备注最多2000字。";
    PACK_TOO_MANY = "There is no room: a pack holds 500 items, a device 100 packs.", "数量已达上限：每个勘景包最多500项，每台设备最多100个。";
    PACK_GONE = "It is no longer there; another tab may have removed it.", "内容已不存在，可能已在另一标签页中移除。";
    PACK_WHICH = "Pack", "勘景包";
    PACK_OPTION = "{} ({})", "{}（{}）";
    PACK_NAME = "Name", "名称";
    PACK_NEW = "New pack", "新建";
    PACK_COPY_PACK = "Duplicate", "复制一份";
    PACK_COPY_NAME = "{} – copy", "{}（副本）";
    PACK_DELETE = "Delete pack", "删除勘景包";
    PACK_DAY = "Shooting day", "拍摄日";
    PACK_NOTE = "Note on {}", "{}的备注";
    PACK_PLACE = "{}: place {} of {}", "{}：第{}位，共{}位";
    PACK_SAID_ADDED = "Added. {}: {} items.", "已加入。{}：{}项。";
    PACK_SAID_REMOVED = "Removed from the pack.", "已移出勘景包。";
    PACK_SAID_DELETED = "Pack deleted.", "勘景包已删除。";
    PACK_SAID_BACK = "Taken back.", "已撤销。";
    UNDO = "Undo", "撤销";
    MOVE_UP = "Move up: {}", "上移：{}";
    MOVE_DOWN = "Move down: {}", "下移：{}";
    REMOVE = "Remove: {}", "移除：{}";
    PACK_SUN = "Sunrise {}, sunset {}.", "日出 {}，日落 {}。";
    PACK_SUN_GOLDEN = " Golden hour {}–{} and {}–{}.", "黄金时段 {}–{}、{}–{}。";
    // Pack: out and in.
    PACK_TAKE = "Print and export", "打印与导出";
    PAPER = "Paper", "纸张";
    PER_PAGE = "Items a page", "每页条目";
    PRINT_SHEET = "Print contact sheet", "打印样张";
    EXPORT = "Save as {}", "保存为 {}";
    NO_EVENTS = "A calendar needs a session, or a location and a shooting day.", "日历需要场次，或取景地与拍摄日。";
    PACK_SHARE = "Share", "分享";
    PACK_SHARE_TEXT = "The link holds the pack itself, with its notes: whoever has it can read them.", "链接包含整个勘景包及备注，拿到链接的人即可读取。";
    PACK_LINK = "Link to this pack", "勘景包链接";
    PACK_MAKE_LINK = "Make a link and a code", "生成链接与二维码";
    PACK_SEND = "Send", "发送";
    PACK_QR = "QR code of the link", "链接的二维码";
    PACK_NO_QR = "The link is too long for a code that a phone can read. Copy it, or send a JSON file.", "链接过长，无法生成手机可识别的二维码。请复制链接，或发送 JSON 文件。";
    PACK_IMPORT = "Import a JSON file", "导入 JSON 文件";
    PACK_OFFERED = "A pack was shared with you: {}", "收到分享的勘景包：{}";
    PACK_OFFERED_UNKNOWN = "Items that this site does not have: {}", "本站没有的条目：{}";
    PACK_OFFERED_SAME = "You have this pack already. Merging keeps what is in both.", "您已有此勘景包。合并会保留双方内容。";
    PACK_ADD_NEW = "Add as new pack", "添加为新勘景包";
    PACK_MERGE = "Merge into mine", "合并到我的";
    NOT_NOW = "Not now", "暂不";
    CLOSE = "Close", "关闭";
    LINK_EMPTY = "The link holds no pack.", "链接中没有勘景包。";
    LINK_VERSION = "The link was made by another version of this site. Reload the page, then open it again.", "链接由本站的其他版本生成。请刷新页面后重新打开。";
    LINK_SHORT = "The link was cut short: its end is missing. Copy the whole of it, or ask for it again. Your packs are unchanged.", "链接不完整，缺少末尾。请复制完整链接，或请对方重新发送。您的勘景包未受影响。";
    LINK_DAMAGED = "The link is damaged: some of its characters are wrong. Ask for it again. Your packs are unchanged.", "链接已损坏，部分字符有误，请对方重新发送。您的勘景包未受影响。";
    LINK_LONG = "The link is too long to be one of ours. Your packs are unchanged.", "链接过长，并非本站所生成。您的勘景包未受影响。";
    FILE_UNREADABLE = "The file cannot be read. Your packs are unchanged.", "文件无法读取。您的勘景包未受影响。";
    FILE_EMPTY = "The file is empty. Your packs are unchanged.", "文件是空的。您的勘景包未受影响。";
    FILE_SHORT = "The file ends early: a part of it is missing. Your packs are unchanged.", "文件不完整，缺少一部分。您的勘景包未受影响。";
    FILE_FOREIGN = "This is not a file of recce packs. Choose a JSON file that was saved here. Your packs are unchanged.", "这不是勘景包文件，请选择由本站保存的 JSON 文件。您的勘景包未受影响。";
    FILE_VERSION = "The file is of another version ({}). Reload the page, then import it again. Your packs are unchanged.", "文件版本不同（{}）。请刷新页面后重新导入。您的勘景包未受影响。";
    REPORT_HEADING = "What changed", "更改内容";
    REPORT_NOTHING = "Nothing: you had all of it.", "没有变化：内容均已存在。";
    REPORT_PACK_ADDED = "New pack “{}” with {} items.", "新增勘景包“{}”，共{}项。";
    REPORT_PACK_FULL = "“{}” was left out: there is no room for more packs.", "“{}”未导入：勘景包数量已达上限。";
    REPORT_ADDED = "Added: {}.", "新增：{}。";
    REPORT_REMOVED = "Taken out, as it was there: {}.", "已随对方移除：{}。";
    REPORT_KEPT = "Kept, since it was changed after it was taken out elsewhere: {}.", "移除之后又有更改，予以保留：{}。";
    REPORT_LEFT_OUT = "Left out, since you took it out: {}.", "您已移除，未导入：{}。";
    REPORT_FULL = "Left out, the pack is full: {}.", "勘景包已满，未导入：{}。";
    REPORT_TAKEN = "{}: the newer text was taken. Yours was: {}", "{}：采用较新内容。您原来的内容：{}";
    REPORT_MINE = "{}: your newer text stays. Theirs was: {}", "{}：保留您较新的内容。对方的内容：{}";
    REPORT_JOINED = "{}: both texts were joined.", "{}：双方内容已合并。";
    REPORT_TOO_LONG = "{}: too long to join. Left out: {}", "{}：过长无法合并。未采用的内容：{}";
    REPORT_DAY = "Another shooting day was left out: {}.", "未采用的另一拍摄日：{}。";
    ASIDE = "{} records could not be read and were set aside. Nothing of them is lost: download them, then forget them.", "有{}条记录无法读取，已单独存放，未丢失。可下载后清除。";
    ASIDE_SAVE = "Download them", "下载";
    ASIDE_FORGET = "Forget them", "清除";
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
