//! Colours: materials, and the light on them.

use film_core::model::vocabulary::{Hour, Weather};
use std::fmt;

/// A colour, each channel 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgb(pub f64, pub f64, pub f64);

/// A colour from its six hexadecimal digits.
pub const fn hex(value: u32) -> Rgb {
    Rgb((value >> 16 & 255) as f64 / 255.0, (value >> 8 & 255) as f64 / 255.0, (value & 255) as f64 / 255.0)
}

impl Rgb {
    /// This colour with `share` of another mixed in.
    pub fn mix(self, other: Rgb, share: f64) -> Rgb {
        let share = share.clamp(0.0, 1.0);
        let blend = |a: f64, b: f64| a + (b - a) * share;
        Rgb(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }

    /// The colour of this surface under a light of that colour.
    pub fn under(self, light: Rgb) -> Rgb {
        Rgb(self.0 * light.0, self.1 * light.1, self.2 * light.2)
    }

    /// Multiplies every channel.
    pub fn times(self, factor: f64) -> Rgb {
        self.under(Rgb(factor, factor, factor))
    }

    /// A grey of the same brightness, faintly green.
    pub fn grey(self) -> Rgb {
        let y = 0.3 * self.0 + 0.59 * self.1 + 0.11 * self.2;
        Rgb(y * 0.97, y * 1.01, y * 1.01)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let byte = |channel: f64| (channel.clamp(0.0, 1.0) * 255.0).round() as u8;
        let (r, g, b) = (byte(self.0), byte(self.1), byte(self.2));
        if [r, g, b].iter().all(|c| c % 17 == 0) {
            write!(f, "#{:x}{:x}{:x}", r / 17, g / 17, b / 17)
        } else {
            write!(f, "#{r:02x}{g:02x}{b:02x}")
        }
    }
}

/// The colours of materials in white light.
pub mod matter {
    use super::{Rgb, hex};

    /// Red roof tile.
    pub const TILE: Rgb = hex(0xc65a34);
    /// Grey roof tile.
    pub const SLATE: Rgb = hex(0x66706e);
    /// Glazed golden tile.
    pub const GLAZED: Rgb = hex(0xd89f3c);
    /// Weathered copper.
    pub const VERDIGRIS: Rgb = hex(0x6a9a83);
    /// Polished copper.
    pub const COPPER: Rgb = hex(0xc9773f);
    /// Yellow granite.
    pub const GRANITE: Rgb = hex(0xcdb98f);
    /// Grey rock.
    pub const ROCK: Rgb = hex(0x9a8f7c);
    /// Dressed stone.
    pub const STONE: Rgb = hex(0xb9ac95);
    /// Painted plaster.
    pub const PLASTER: Rgb = hex(0xeadbb4);
    /// White paint.
    pub const WHITE: Rgb = hex(0xf6f0e2);
    /// Red brick.
    pub const BRICK: Rgb = hex(0xa8523b);
    /// Grey brick.
    pub const GREY_BRICK: Rgb = hex(0x858581);
    /// Old timber.
    pub const TIMBER: Rgb = hex(0x7d4b34);
    /// Red lacquer.
    pub const LACQUER: Rgb = hex(0xad3a28);
    /// Concrete.
    pub const CONCRETE: Rgb = hex(0xb5b3a6);
    /// Steel.
    pub const STEEL: Rgb = hex(0x6d7c82);
    /// Window glass.
    pub const GLASS: Rgb = hex(0x55747a);
    /// Dry sand.
    pub const SAND: Rgb = hex(0xdcc698);
    /// Earth.
    pub const EARTH: Rgb = hex(0x8a6b4a);
    /// Asphalt.
    pub const ROAD: Rgb = hex(0x8b8a82);
    /// Sea water.
    pub const SEA: Rgb = hex(0x3d858a);
    /// Deep water.
    pub const DEEP: Rgb = hex(0x17505c);
    /// Fresh snow.
    pub const SNOW: Rgb = hex(0xf3f5f4);
    /// Evergreen needles.
    pub const PINE: Rgb = hex(0x345f4b);
    /// The signal colour.
    pub const ORANGE: Rgb = hex(0xd9541e);
    /// The darkest ink.
    pub const INK: Rgb = hex(0x10282c);
    /// Lamp light.
    pub const LAMP: Rgb = hex(0xffd28a);
}

/// The light of an hour in a kind of weather.
#[derive(Clone, Copy, Debug)]
pub struct Light {
    /// The sky from the top to the horizon.
    pub sky: [Rgb; 4],
    /// The colour that distant things fade to.
    pub haze: Rgb,
    /// The colour of light on surfaces that face it.
    pub key: Rgb,
    /// The colour of light in the shade.
    pub fill: Rgb,
    /// The colour around the sun or moon.
    pub glow: Rgb,
    /// The position of the sun or moon: horizontally, and its height above the horizon.
    pub sun: (f64, f64),
    /// How much of the sun or moon is visible.
    pub disc: f64,
    /// How dark it is: 1 at night, when windows are lit.
    pub night: f64,
    /// How fast things fade with distance.
    pub haziness: f64,
}

impl Light {
    /// The light of an hour in a kind of weather.
    pub fn new(hour: Hour, weather: Weather) -> Self {
        let of = |sky: [u32; 4], key: u32, fill: u32, glow: u32, sun, night| {
            let sky = sky.map(hex);
            Self {
                sky,
                haze: sky[2].mix(sky[3], 0.45),
                key: hex(key).times(1.06),
                fill: hex(fill),
                glow: hex(glow),
                sun,
                disc: 1.0,
                night,
                haziness: 0.92,
            }
        };
        let light = match hour {
            Hour::Dawn => {
                of([0x24404f, 0x557580, 0xb59a91, 0xf2c9a4], 0xa9a7a6, 0x5d7480, 0xffcf9f, (1130.0, -60.0), 0.45)
            }
            Hour::Sunrise => {
                of([0x426c7b, 0x8aa6a2, 0xe8bd94, 0xfcdcab], 0xffddb8, 0x75858e, 0xffd08c, (1140.0, 62.0), 0.12)
            }
            Hour::Morning => {
                of([0x5c98a4, 0x92bfc0, 0xc9dccd, 0xf4ebd4], 0xfff6e2, 0x98acb0, 0xfff2cf, (1260.0, 300.0), 0.0)
            }
            Hour::Noon => {
                of([0x3c8799, 0x74b1ba, 0xb4d7d3, 0xe6efe2], 0xffffff, 0x93b0b8, 0xffffec, (1010.0, 380.0), 0.0)
            }
            Hour::Afternoon => {
                of([0x488793, 0x84b2b1, 0xcdd4bd, 0xf5e3bd], 0xfff0d2, 0x90a3a6, 0xffeec0, (350.0, 290.0), 0.0)
            }
            Hour::Golden => {
                of([0x4a727b, 0x9aa78f, 0xe3b878, 0xffdc98], 0xffd9a0, 0x827d82, 0xffcf7e, (410.0, 118.0), 0.08)
            }
            Hour::Sunset => {
                of([0x2c4257, 0x77606c, 0xd57a54, 0xf9b76c], 0xe8a57c, 0x5f5f72, 0xffb060, (470.0, 42.0), 0.4)
            }
            Hour::Blue => {
                of([0x11273c, 0x234a60, 0x557b89, 0xb3ada0], 0x7d97ab, 0x40596d, 0xd8c3a4, (1180.0, 250.0), 0.8)
            }
            Hour::Night => {
                of([0x081521, 0x0e2536, 0x183a4d, 0x2f5866], 0x55718a, 0x263f55, 0xdfe6d8, (1210.0, 285.0), 1.0)
            }
        };
        light.in_weather(weather, hour)
    }

    fn in_weather(mut self, weather: Weather, hour: Hour) -> Self {
        let pale = self.sky[3].grey().mix(self.sky[3], 0.35);
        let veil = |light: &mut Light, share: f64, tone: f64, contrast: f64| {
            light.sky = light.sky.map(|stop| stop.mix(stop.grey().mix(pale, 0.35).times(tone), share));
            let flat = light.key.grey().mix(light.fill, contrast);
            light.key = light.key.mix(flat, 0.75);
            light.haze = light.sky[2].mix(light.sky[3], 0.5);
            light.disc = 0.0;
        };
        match weather {
            Weather::Clear => {}
            Weather::Overcast => veil(&mut self, 0.8, 0.93, 0.35),
            Weather::Rain => {
                veil(&mut self, 0.9, 0.74, 0.55);
                self.haziness = 1.15;
                self.night = self.night.max(0.3);
            }
            Weather::Snow => {
                veil(&mut self, 0.8, 1.04, 0.15);
                self.haziness = 1.1;
                let cold = hex(0xa3bac8).under(self.key.mix(Rgb(1.0, 1.0, 1.0), 0.4));
                self.sky = self.sky.map(|stop| stop.mix(cold, 0.4));
                self.haze = self.sky[2].mix(self.sky[3], 0.5);
            }
            Weather::Fog => {
                self.sky = self.sky.map(|stop| stop.mix(pale, 0.55));
                self.haze = self.sky[3].mix(pale, 0.5);
                self.key = self.key.mix(self.key.grey(), 0.45);
                self.disc = 0.35;
                self.haziness = 1.5;
            }
            Weather::Storm => {
                let slate = hex(0x2a3b44);
                self.sky = [
                    self.sky[0].mix(slate, 0.85).times(0.8),
                    self.sky[1].mix(slate, 0.75),
                    self.sky[2].mix(hex(0x75858a), 0.75),
                    self.sky[3].mix(hex(0xf0dfa8), 0.6),
                ];
                self.haze = self.sky[2];
                self.key = self.key.under(hex(0xdfdfd2));
                self.fill = self.fill.times(0.72);
                self.disc = 0.0;
                self.night = self.night.max(0.2);
            }
        }
        if hour == Hour::Dawn {
            self.disc = 0.0;
        }
        self
    }

    /// A mix of two lights, for a time lapse.
    pub fn between(self, other: Light, share: f64) -> Light {
        let blend = |a: f64, b: f64| a + (b - a) * share;
        let mut sky = self.sky;
        for (stop, to) in sky.iter_mut().zip(other.sky) {
            *stop = stop.mix(to, share);
        }
        Light {
            sky,
            haze: self.haze.mix(other.haze, share),
            key: self.key.mix(other.key, share),
            fill: self.fill.mix(other.fill, share),
            glow: self.glow.mix(other.glow, share),
            sun: self.sun,
            disc: self.disc,
            night: blend(self.night, other.night),
            haziness: blend(self.haziness, other.haziness),
        }
    }

    fn fade(&self, colour: Rgb, depth: f64) -> Rgb {
        colour.mix(self.haze, (depth * self.haziness).min(0.97))
    }

    /// The colour of a surface that faces the light. `depth` is 0 for near to 1 for the horizon.
    pub fn lit(&self, matter: Rgb, depth: f64) -> Rgb {
        self.fade(matter.under(self.key), depth)
    }

    /// The colour of a surface in the shade.
    pub fn shade(&self, matter: Rgb, depth: f64) -> Rgb {
        self.fade(matter.under(self.fill), depth)
    }

    /// The colour of a surface that the light grazes.
    pub fn half(&self, matter: Rgb, depth: f64) -> Rgb {
        self.lit(matter, depth).mix(self.shade(matter, depth), 0.5)
    }

    /// The colour of a silhouette in the foreground.
    pub fn ink(&self, depth: f64) -> Rgb {
        self.fade(matter::INK.mix(self.sky[0], 0.12).times(1.0 - 0.35 * self.night), depth)
    }
}
