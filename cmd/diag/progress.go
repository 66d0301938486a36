package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

// progress is one line on a terminal that tells how far the reading is.
type progress struct {
	mu    sync.Mutex
	out   io.Writer
	lang  i18n.Lang
	next  time.Time // not again before
	shown bool
}

func newProgress(out io.Writer, lang i18n.Lang) *progress {
	return &progress{out: out, lang: lang, next: time.Now().Add(progressDelay)}
}

// A quick run shows no progress at all, a slow one ten lines a second at most.
const (
	progressDelay = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// show rewrites the line. What is read out of an archive is more than the
// archive's own size, so that bytes are told and no percentage. It may be called
// from several goroutines.
func (p *progress) show(done, _ int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if now.Before(p.next) {
		return
	}
	p.next, p.shown = now.Add(progressEvery), true
	fmt.Fprint(p.out, eraseLine, p.lang.Text(i18n.Progress, "size", report.Size(done)))
}

// clear takes the line away.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, eraseLine)
	}
}

// eraseLine goes to the start of the line and erases it.
const eraseLine = "\r\x1b[K"
