//! How much of an answer is taken in, and how slowly it may come.
//!
//! The body is counted after decompression: one megabyte of gzip can hold a gigabyte.
//! A server that sends one byte a second keeps every simple "no data for N seconds" limit
//! quiet, so progress is measured over a window as well.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

use crate::model::failure::NetError;

/// What must arrive in each window of [`BodyLimits::stall`].
const MIN_BYTES_A_WINDOW: u64 = 1024;
/// Bodies above this size are read few at a time, so that many large answers at once
/// cannot fill the memory.
const LARGE_BODY_BYTES: usize = 1 << 20;

/// The bounds of one answer.
#[derive(Debug, Clone)]
pub(super) struct BodyLimits {
    /// Bytes after decompression.
    pub(super) max_bytes: u64,
    /// Length of the window in which a little must arrive.
    pub(super) stall: Duration,
    /// Bodies above one megabyte at once.
    pub(super) large_bodies: Arc<Semaphore>,
}

/// Reads the body to its end within `limits`.
pub(super) async fn read_body(
    response: &mut reqwest::Response,
    host: &str,
    limits: &BodyLimits,
) -> Result<Vec<u8>, NetError> {
    let announced = response.content_length().unwrap_or(0);
    if announced > limits.max_bytes {
        return Err(NetError::TooLarge(limits.max_bytes));
    }
    let mut body = Vec::with_capacity(usize::try_from(announced.min(1 << 16)).unwrap_or(0));
    let mut large: Option<OwnedSemaphorePermit> = None;
    let mut window = Window::open();
    loop {
        let chunk = timeout(limits.stall, response.chunk())
            .await
            .map_err(|_| stalled(limits.stall))?
            .map_err(|error| NetError::from_library(&error, host, 0))?;
        let Some(chunk) = chunk else {
            return Ok(body);
        };
        if body.len() as u64 + chunk.len() as u64 > limits.max_bytes {
            return Err(NetError::TooLarge(limits.max_bytes));
        }
        body.extend_from_slice(&chunk);
        window.advance(chunk.len() as u64, limits.stall)?;
        if body.len() > LARGE_BODY_BYTES && large.is_none() {
            large = limits.large_bodies.clone().acquire_owned().await.ok();
            window = Window::open();
        }
    }
}

/// Reads and drops what is left of a short answer, so that its connection can be used again.
pub(super) async fn drain(response: &mut reqwest::Response) {
    const MAX_BYTES: usize = 16 << 10;
    const PATIENCE: Duration = Duration::from_millis(250);
    if response
        .content_length()
        .is_none_or(|length| length > MAX_BYTES as u64)
    {
        return;
    }
    let read = async {
        let mut bytes = 0;
        while let Ok(Some(chunk)) = response.chunk().await {
            bytes += chunk.len();
            if bytes > MAX_BYTES {
                return;
            }
        }
    };
    let _ = timeout(PATIENCE, read).await;
}

fn stalled(stall: Duration) -> NetError {
    NetError::Stalled {
        bytes: MIN_BYTES_A_WINDOW,
        seconds: stall.as_secs(),
    }
}

/// One stretch of time in which a minimum must arrive.
struct Window {
    opened: Instant,
    bytes: u64,
}

impl Window {
    fn open() -> Self {
        Self {
            opened: Instant::now(),
            bytes: 0,
        }
    }

    fn advance(&mut self, bytes: u64, length: Duration) -> Result<(), NetError> {
        self.bytes += bytes;
        if self.opened.elapsed() < length {
            return Ok(());
        }
        if self.bytes < MIN_BYTES_A_WINDOW {
            return Err(stalled(length));
        }
        *self = Self::open();
        Ok(())
    }
}
