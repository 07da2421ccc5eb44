//! A time on the wall clock that is waited for, also while the machine sleeps.
//!
//! The timers of the event loop stand still when a laptop is closed, so that what was due
//! meanwhile would be late by as long as it slept. Linux has a clock that goes on then
//! (`CLOCK_BOOTTIME` in `timerfd_create(2)`); elsewhere a long wait is cut into pieces.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::sleep;

use super::clock;

/// Longest wait that is trusted to a timer that stands still in a sleeping machine.
const PIECE: Duration = Duration::from_mins(10);

/// A timer that is set anew for each wait.
#[derive(Debug)]
pub(super) struct Alarm {
    /// Absent where the system has none.
    #[cfg(target_os = "linux")]
    timer: Option<linux::Timer>,
}

impl Alarm {
    /// An alarm of the event loop that runs this.
    #[must_use]
    pub(super) fn of_this_loop() -> Self {
        Self {
            #[cfg(target_os = "linux")]
            timer: linux::Timer::new().ok(),
        }
    }

    /// Waits until the clock shows `due`; for ever without one. Dropping the future is fine.
    pub(super) async fn at(&self, due: Option<Timestamp>) {
        let Some(due) = due else {
            return std::future::pending().await;
        };
        while let Some(wait) = left(due) {
            #[cfg(target_os = "linux")]
            if let Some(timer) = &self.timer
                && timer.wait(wait).await.is_ok()
            {
                continue;
            }
            sleep(wait.min(PIECE)).await;
        }
    }
}

/// How long it is until then; `None` when it is past.
fn left(due: Timestamp) -> Option<Duration> {
    let wait = due.duration_since(clock::now());
    Duration::try_from(wait).ok().filter(|wait| !wait.is_zero())
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io;
    use std::os::fd::OwnedFd;
    use std::time::Duration;

    use rustix::time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
        timerfd_settime,
    };
    use tokio::io::Interest;
    use tokio::io::unix::AsyncFd;

    #[derive(Debug)]
    pub(super) struct Timer(AsyncFd<OwnedFd>);

    impl Timer {
        // Its successor is `unsafe`, for the sake of types that close what they lend; an
        // `OwnedFd` does not.
        #[allow(deprecated)]
        pub(super) fn new() -> io::Result<Self> {
            let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
            let timer = timerfd_create(TimerfdClockId::Boottime, flags)?;
            AsyncFd::with_interest(timer, Interest::READABLE).map(Self)
        }

        pub(super) async fn wait(&self, wait: Duration) -> io::Result<()> {
            let zero = Timespec::default();
            let value = Timespec {
                tv_sec: i64::try_from(wait.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: wait.subsec_nanos().into(),
            };
            let once = Itimerspec {
                it_interval: zero,
                it_value: value,
            };
            timerfd_settime(&self.0, TimerfdTimerFlags::empty(), &once)?;
            // Readiness may be left over from the wait before; then there is nothing to read.
            let read = |timer: &OwnedFd| Ok(rustix::io::read(timer, &mut [0_u8; 8])?);
            self.0.async_io(Interest::READABLE, read).await.map(drop)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use jiff::SignedDuration;

    #[tokio::test]
    async fn an_alarm_rings_when_it_is_time_and_not_before() {
        let alarm = Alarm::of_this_loop();
        let after = |wait| clock::now().checked_add(SignedDuration::from_millis(wait));
        // A wait that is dropped leaves nothing behind for the next one.
        assert!(alarm.at(after(3).ok()).now_or_never().is_none());
        let due = after(40).unwrap();
        alarm.at(Some(due)).await;
        assert!(clock::now() >= due);
        alarm.at(Some(due)).await;
        assert!(alarm.at(None).now_or_never().is_none());
        assert!(alarm.at(after(3_600_000).ok()).now_or_never().is_none());
    }
}
