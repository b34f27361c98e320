//! Checksums. They detect damage, not tampering.

/// CRC-32, reflected, polynomial 0x04C11DB7 (ISO/IEC 13239).
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut rest = u32::MAX;
    for byte in bytes {
        rest ^= u32::from(*byte);
        for _ in 0..8 {
            rest = if rest & 1 == 1 { rest >> 1 ^ 0xEDB8_8320 } else { rest >> 1 };
        }
    }
    !rest
}

/// The initial value for [`fnv32`].
pub const FNV32: u32 = 0x811c_9dc5;

/// 32-bit FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), continued from the hash of the preceding bytes.
pub fn fnv32(sum: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// 64-bit FNV-1a.
pub fn fnv64(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_the_standard_ones() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(fnv32(FNV32, b"foobar"), 0xbf9c_f968);
        assert_eq!(fnv32(fnv32(FNV32, b"foo"), b"bar"), 0xbf9c_f968);
        assert_eq!(fnv64(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
