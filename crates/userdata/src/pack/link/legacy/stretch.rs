//! Decompresses data from an arithmetic coder with a context-mixing model.
//!
//! Each bit is predicted from the last one to four bytes. The predictions are mixed in the logistic domain with
//! adaptive weights (Mahoney, Adaptive Weighing of Context Models for Lossless Data Compression, 2005). The model first
//! reads [`PRIMER`], so that it knows the vocabulary before the first byte. It uses only integers, so the result is the
//! same on every machine.

/// The text that primes the model. Changing it would make all links unreadable.
pub(super) const PRIMER: &str = "\x01shilaoren-beach\0\x01golden-beach\0\x01qingdao-railway-station\0\x01olympic-sailing-center\0\
    \x01jiaozhou-bay-bridge\0\x01laoshan-taiqing\0\x01zhongshan-road\0\x01governors-residence\0\x01omm-stage-20\0\
    \x01naval-museum\0\x01tangdao-bay-park\0\x01st-michaels-cathedral\0\x01lingshan-island\0\x01film-city\0\
    \x03oriental-movie-group\0\x03qingdao-film-television-association\0\x03china-university\0\x03national-institute\0\
    \x04opening-ceremony\0\x04policy-and-trends\0\
    \x02laoshan-courtyard-night\0\x02little-qingdao-isle-lighthouse\0\x02old-town-roofs-fog\0\x02signal-hill-sunset\0\
    \x01zhanqiao-pier\x01the light is best after sunrise; ask the office for a permit, parking for the trucks, \
    power at the gate. Call them before the shooting day, and check the wind and the tide on the morning.\
    拍摄许可需要提前申请，停车在北门，光线下午最好。清晨人少，请与管理处联系电源和车辆。早上的海边有雾，不可使用无人机。";

/// The maximum number of preceding bytes used as context. There is one model for each number.
const ORDERS: usize = 4;

/// The number of contexts per model. Two contexts may share a slot, which costs a little compression but is harmless.
const SLOTS: usize = 1 << 16;

/// The initial weight, in 65536ths.
const START: i32 = 24_000;

/// The learning rate of the weights, in 1024ths.
const RATE: i32 = 4;

/// The number of times a context occurs before its adaptation rate stops slowing down.
const LIMIT: u16 = 60;

/// `4096 / (1 + exp((16 - i) / 2))`.
const SQUASH: [i32; 33] = [
    1, 2, 4, 6, 10, 17, 27, 45, 74, 120, 194, 311, 488, 747, 1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785, 3902,
    3976, 4022, 4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095,
];

/// The logistic function. `x` is in 256ths, the result in 4096ths.
fn squash(x: i32) -> i32 {
    let x = x.clamp(-2047, 2047) + 2048;
    let (at, part) = ((x >> 7) as usize, x & 127);
    (SQUASH[at] * (128 - part) + SQUASH[at + 1] * part + 64) >> 7
}

/// The probability of a one bit in a context, in 65536ths, and how often the context occurred.
#[derive(Clone, Copy)]
struct Slot {
    one: u16,
    met: u16,
}

/// Predicts the next bit.
pub(super) struct Model {
    slots: Vec<Slot>,
    /// The index of the first slot of the next byte's contexts.
    bases: [usize; ORDERS],
    /// The slots of the next bit's contexts.
    at: [usize; ORDERS],
    inputs: [i32; ORDERS],
    /// One row of weights for each number of contexts seen before, in 65536ths.
    weights: [[i32; ORDERS]; ORDERS + 1],
    row: usize,
    /// The last four bytes.
    before: u32,
    /// The bits of the current byte so far, after a leading one.
    node: usize,
    /// The inverse of [`squash`].
    stretch: Vec<i16>,
}

impl Model {
    pub(super) fn new() -> Model {
        let mut stretch = vec![0; 4096];
        let mut filled = 0;
        for x in -2047..=2047 {
            let p = squash(x) as usize;
            for entry in stretch.iter_mut().take(p + 1).skip(filled) {
                *entry = x as i16;
            }
            filled = filled.max(p + 1);
        }
        stretch[filled.min(4095)..].fill(2047);
        let mut model = Model {
            slots: vec![Slot { one: 1 << 15, met: 0 }; SLOTS * ORDERS],
            bases: [0; ORDERS],
            at: [0; ORDERS],
            inputs: [0; ORDERS],
            weights: [[START; ORDERS]; ORDERS + 1],
            row: 0,
            before: 0,
            node: 1,
            stretch,
        };
        for byte in PRIMER.bytes() {
            for place in (0..8).rev() {
                model.predict();
                model.learn(i32::from(byte >> place & 1));
            }
        }
        model
    }

    /// The probability that the next bit is one, in 4096ths, 1 to 4095.
    pub(super) fn predict(&mut self) -> i32 {
        let mut met = 0;
        for order in 0..ORDERS {
            let at = order * SLOTS + ((self.bases[order] + self.node * 0x9E35) & (SLOTS - 1));
            self.at[order] = at;
            let slot = self.slots[at];
            met += usize::from(slot.met > 0);
            self.inputs[order] = if slot.met > 0 { i32::from(self.stretch[usize::from(slot.one >> 4)]) } else { 0 };
        }
        self.row = met;
        let sum: i32 =
            self.inputs.iter().zip(&self.weights[met]).map(|(input, weight)| (input * (weight >> 2)) >> 14).sum();
        squash(sum).clamp(1, 4095)
    }

    pub(super) fn learn(&mut self, bit: i32) {
        let sum: i32 = (0..ORDERS).map(|order| (self.inputs[order] * (self.weights[self.row][order] >> 2)) >> 14).sum();
        let error = (bit << 12) - squash(sum).clamp(1, 4095);
        for order in 0..ORDERS {
            let weight = &mut self.weights[self.row][order];
            *weight = (*weight + ((self.inputs[order] * error * RATE) >> 10)).clamp(-400_000, 400_000);
            let slot = &mut self.slots[self.at[order]];
            let target = if bit == 1 { 65535 } else { 0 };
            let one = i32::from(slot.one);
            slot.one = (one + (target - one) * 2 / (2 * i32::from(slot.met) + 3)) as u16;
            slot.met = (slot.met + 1).min(LIMIT);
        }
        self.node = self.node << 1 | bit as usize;
        if self.node >= 256 {
            self.before = self.before << 8 | (self.node as u32 & 255);
            self.node = 1;
            for order in 0..ORDERS {
                let context = self.before << (24 - 8 * order as u32);
                self.bases[order] =
                    ((context.wrapping_mul(0x9E37_79B1) ^ context >> 15).wrapping_mul(0x85EB_CA6B) >> 12) as usize;
            }
        }
    }
}

/// Decompresses one byte at a time, without end. After the true end, the bytes are meaningless.
pub struct Stretch<'a> {
    model: Model,
    rest: &'a [u8],
    low: u32,
    high: u32,
    code: u32,
}

impl<'a> Stretch<'a> {
    /// Begins to read.
    pub fn new(bytes: &'a [u8]) -> Stretch<'a> {
        let mut stretch = Stretch { model: Model::new(), rest: bytes, low: 0, high: u32::MAX, code: 0 };
        for _ in 0..4 {
            stretch.shift();
        }
        stretch
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let mut node = 1_u32;
        while node < 256 {
            let middle = self.low + ((self.high - self.low) >> 12) * self.model.predict() as u32;
            let bit = self.code <= middle;
            if bit {
                self.high = middle
            } else {
                self.low = middle + 1
            }
            self.model.learn(i32::from(bit));
            while (self.low ^ self.high) >> 24 == 0 {
                self.low <<= 8;
                self.high = self.high << 8 | 255;
                self.shift();
            }
            node = node << 1 | u32::from(bit);
        }
        node as u8
    }

    fn shift(&mut self) {
        let (byte, rest) = self.rest.split_first().map_or((0, self.rest), |(byte, rest)| (*byte, rest));
        self.rest = rest;
        self.code = self.code << 8 | u32::from(byte);
    }
}
