// Command diag reads what was collected from Microsoft hybrid identity servers
// and names the cause, the proof and the steps that fix it.
//
//	diag [flags] PATH...                         analyse
//	diag events [flags] PATH...                  print what was read
//	diag tls PATH...                             who offered which TLS version to whom
//	diag inventory PATH...                       what the files are and say about the computer
//	diag explain ID                              all that is known about one issue
//	diag why ID PATH...                          how one issue was judged
//	diag guide [LIST]                            a check list, step by step
//	diag collect-help [PRODUCT]                  what to collect and how
//	diag signatures list|show ID|lint|test       look after the signatures
//	diag version
//
// The result goes to standard output and nothing else does; errors and progress
// go to standard error.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// A reader that goes away (diag … | head) shows as an error of the write.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := run(ctx, os.Args[1:], systemConsole())
	stop()
	os.Exit(int(code))
}
