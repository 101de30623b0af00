//! Case folders: the runner is the test target `cases`.
