//! Chinese characters that look like others but have other codes: PDF readers copy radicals and compatibility
//! ideographs instead of the characters that people type.

/// Marks a character in the tables that maps to itself.
const OWN: u16 = 0xff1d;

/// The ideographs of the radicals U+2E80 to U+2FD5: Equivalent_Unified_Ideograph of the Unicode Character Database,
/// except 户, 青 and 黄, which follow mainland usage.
const RADICALS: [u16; 342] = codes(
    "＝厂乛乚乙亻冂＝刀刂卜㔾小小兀尣尢＝巳幺彑彐忄心扌攵＝旡日月歺母民氵氺灬爫爫丬牛犭王＝目示礻＝糹\
     纟罓罒㓁冗＝羊＝＝耂肀聿肉＝艹艹艹虎衤覀西见角＝讠贝＝车辶辶辶邑钅長镸长门＝阝雨青韦页风飞食＝飠\
     饣＝马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟＝＝＝＝＝＝＝＝＝＝＝＝一丨丶丿乙亅二亠人儿入八冂冖冫几\
     凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手\
     支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石\
     示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
     辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠\
     鼻齊齒龍龜龠",
);

/// The canonical decompositions of U+F900 to U+FAD9 (Unicode 15).
const COMPATIBLE: [u16; 474] = codes(
    "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞\
     擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧\
     怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐\
     戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂\
     燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
     藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀＝＝塚＝晴＝＝凞猪益礼神祥福靖精羽＝\
     蘒＝諸＝＝逸都＝＝＝飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐\
     祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵＝舘＝＝並况全侀充冀勇勺喝啕喙嗢塚墳奄奔\
     婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛\
     練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜＝＝＝㮝䀘䀹＝＝＝齃龎",
);

/// The code points of a text in which each character has three bytes.
const fn codes<const N: usize>(text: &str) -> [u16; N] {
    let bytes = text.as_bytes();
    assert!(bytes.len() == 3 * N, "a character for each code");
    let mut codes = [0; N];
    let mut at = 0;
    while at < N {
        let [lead, middle, last] = [bytes[3 * at] as u16, bytes[3 * at + 1] as u16, bytes[3 * at + 2] as u16];
        codes[at] = (lead & 15) << 12 | (middle & 63) << 6 | last & 63;
        at += 1;
    }
    codes
}

/// The character that people type for a radical or a compatibility ideograph. Other characters are unchanged.
pub fn unified(c: char) -> char {
    let code = c as usize;
    let found = match code {
        0x2e80..=0x2fd5 => RADICALS[code - 0x2e80],
        0xf900..=0xfad9 => COMPATIBLE[code - 0xf900],
        _ => OWN,
    };
    if found == OWN { c } else { char::from_u32(u32::from(found)).unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_from_pdf_files_become_what_people_type() {
        for (copied, typed) in [
            ("⽂化⻘岛", "文化青岛"),
            ("⼾外⾭年", "户外青年"),
            ("⼀⽔⼭⾼⿊⿓⻰⻅⻋⻔⻢⻦⻩⻬", "一水山高黑龍龙见车门马鸟黄齐"),
            ("\u{f900}\u{f9dc}\u{fa0a}", "豈隆見"),
            // Not compatibility characters, despite their block.
            ("\u{fa0e}\u{fa29}＝栈桥a", "\u{fa0e}\u{fa29}＝栈桥a"),
        ] {
            assert_eq!(copied.chars().map(unified).collect::<String>(), typed);
        }
        assert_eq!(unified('\u{2e80}'), '\u{2e80}');
        for c in '\0'..=char::MAX {
            assert_eq!(unified(unified(c)), unified(c), "{c:?}");
        }
    }
}
