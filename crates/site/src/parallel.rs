//! Works on many pictures at a time, within a bounded memory.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many bytes of decoded originals are in memory at once. A larger original is decoded alone.
const MEMORY: u64 = 192 << 20;

/// Reports how many pictures are made, and of how many. The first report has 0.
pub type Progress = fn(done: usize, all: usize);

/// Works on all items, on as many threads as there are processors, and returns the results in order.
///
/// These are no threads of Rayon: waiting for memory would stop one that is in the middle of another picture.
pub fn in_parallel<I: Sync, T: Send>(
    items: &[I],
    progress: Progress,
    work: impl Fn(&I, &Memory) -> Result<T, String> + Sync,
) -> Vec<Result<T, String>> {
    let memory = Memory::default();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results: Mutex<Vec<Option<Result<T, String>>>> = Mutex::new(items.iter().map(|_| None).collect());
    if !items.is_empty() {
        progress(0, items.len());
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = catch_unwind(AssertUnwindSafe(|| work(item, &memory)));
                    let result = result.unwrap_or_else(|_| Err("the file is damaged".to_owned()));
                    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
                    results[at] = Some(result);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.into_iter().map(|it| it.unwrap_or_else(|| Err("it was not made".to_owned()))).collect()
}

/// The memory of decoded originals.
#[derive(Debug, Default)]
pub struct Memory {
    used: Mutex<u64>,
    freed: Condvar,
}

/// A part of the memory; it is given back when this is dropped.
pub struct Part<'a>(&'a Memory, u64);

impl Memory {
    /// Waits until there is room for an original.
    pub fn take(&self, bytes: u64) -> Part<'_> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |used: &mut u64| *used > 0 && *used + bytes > MEMORY;
        let mut used = self.freed.wait_while(used, is_full).unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Part(self, bytes)
    }
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        *self.0.used.lock().unwrap_or_else(PoisonError::into_inner) -= self.1;
        self.0.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn originals_wait_until_there_is_memory() {
        let memory = Memory::default();
        let most = AtomicUsize::new(0);
        let now = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let _part = memory.take(MEMORY / 2);
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 2);
        // One that is larger than all of it is decoded alone.
        drop(memory.take(3 * MEMORY));
        assert_eq!(*memory.used.lock().unwrap(), 0);
    }

    #[test]
    fn results_are_in_order_and_errors_are_kept() {
        let items: Vec<usize> = (0..100).collect();
        let results = in_parallel(&items, |_, _| (), |it, _| if it % 7 == 0 { Err(it.to_string()) } else { Ok(*it) });
        for (at, result) in results.into_iter().enumerate() {
            assert_eq!(result, if at % 7 == 0 { Err(at.to_string()) } else { Ok(at) });
        }
    }
}
