//! Random bytes that follow from a seed.

use rand_xoshiro::{
    SplitMix64,
    rand_core::{Rng, SeedableRng},
};

/// The generator behind `os.urandom`. It is not for secrets: the same seed
/// gives the same bytes, so that a run can be made again.
#[derive(Clone, Debug)]
pub struct Entropy(SplitMix64);

impl Entropy {
    /// The generator of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(SplitMix64::seed_from_u64(seed))
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// The next `count` bytes. What is left of the last 64 bits is discarded.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count.saturating_add(7));
        while bytes.len() < count {
            bytes.extend(self.next_u64().to_le_bytes());
        }
        bytes.truncate(count);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_seed_stay_the_same() {
        let mut entropy = Entropy::new(0);
        assert_eq!(entropy.next_u64(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(entropy.next_u64(), 0x6e78_9e6a_a1b9_65f4);
        assert_ne!(Entropy::new(1).next_u64(), Entropy::new(0).next_u64());
    }

    #[test]
    fn bytes_are_the_numbers_in_little_endian_order() {
        let bytes = Entropy::new(0).bytes(9);
        assert_eq!(bytes[..8], 0xe220_a839_7b1d_cdaf_u64.to_le_bytes());
        assert_eq!(bytes[8], 0xf4);
        let mut entropy = Entropy::new(0);
        assert_eq!(entropy.bytes(1), [0xaf]);
        assert_eq!(entropy.next_u64(), 0x6e78_9e6a_a1b9_65f4);
    }
}
