// Package peers holds tests only: it reads the same event logs with this
// project's reader and with two independent ones and compares what they find,
// event by event. It also measures all three on the same files.
//
// The peers crash on some of the files, so each of them runs in a process of
// its own: the test binary starts itself anew.
package peers
