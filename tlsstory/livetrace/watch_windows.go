//go:build windows && cgo

package livetrace

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/Velocidex/etw"
	"golang.org/x/sys/windows"

	"hybriddiag/evidence"
	"hybriddiag/tlsstory"
)

// sessionName is the name of the session in `logman query -ets`.
const sessionName = "diag-watch-tls"

const (
	settleAfter = 3 * time.Second // how long a decided connection may still change
	settleEvery = time.Second
)

// provider is one that is listened to.
type provider struct {
	guid  string
	level etw.TraceLevel
}

func providers() []provider {
	return []provider{
		{"{50b3e73c-9370-461d-bb9f-26f32d68887d}", etw.TRACE_LEVEL_VERBOSE},     // WebIO
		{"{7d44233d-3055-4b9c-ba64-0d47ca40a232}", etw.TRACE_LEVEL_VERBOSE},     // WinHttp
		{"{1c95126e-7eea-49a9-a3fe-a378b03ddb4d}", etw.TRACE_LEVEL_INFORMATION}, // DNS-Client
		{"{2f07e2ee-15db-40f1-90ef-9d7ba282188a}", etw.TRACE_LEVEL_INFORMATION}, // TCPIP
	}
}

// Watch listens until ctx ends and calls emit, from one goroutine at a time, for
// each connection whose outcome is known. It needs the rights of an
// administrator.
func Watch(ctx context.Context, emit func(*evidence.Event)) error {
	w := &watcher{story: tlsstory.New(emit), named: map[uint32]bool{}}
	session, err := newSession(w.take)
	if err != nil {
		return err
	}
	guids, err := subscribe(session)
	if err != nil {
		return errors.Join(err, stop(session, guids))
	}
	processed := make(chan error, 1)
	go func() { processed <- session.Process() }()
	err = w.settle(ctx, processed)
	if stopErr := stop(session, guids); stopErr != nil {
		// Without a stop, Process may never return: do not wait for it.
		return errors.Join(err, stopErr)
	}
	if err == nil {
		err = <-processed
	}
	w.close()
	return err
}

// newSession opens the session, in place of one that a killed run left behind.
func newSession(take etw.EventCallback) (*etw.Session, error) {
	session, err := etw.NewSession(sessionName, take)
	var exists etw.ExistsError
	if errors.As(err, &exists) {
		if err := etw.KillSession(exists.SessionName); err != nil {
			return nil, fmt.Errorf("session %q is there already and cannot be stopped: %w", sessionName, err)
		}
		session, err = etw.NewSession(sessionName, take)
	}
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return nil, fmt.Errorf("open an elevated console: %w", err)
	}
	return session, err
}

// subscribe turns the providers on and returns those that are.
func subscribe(session *etw.Session) ([]windows.GUID, error) {
	var on []windows.GUID
	for _, p := range providers() {
		guid, err := windows.GUIDFromString(p.guid)
		if err == nil {
			err = session.SubscribeToProvider(etw.SessionOptions{Guid: guid, Level: p.level})
		}
		if err != nil {
			return on, fmt.Errorf("provider %s: %w", p.guid, err)
		}
		on = append(on, guid)
	}
	return on, nil
}

// stop ends the session. The providers are turned off one by one first: Close
// would wait for its own lock while it does that.
func stop(session *etw.Session, guids []windows.GUID) error {
	var errs []error
	for _, guid := range guids {
		errs = append(errs, session.UnsubscribeFromProvider(guid))
	}
	if errors.Join(errs...) != nil {
		return errors.Join(append(errs, etw.KillSession(sessionName))...)
	}
	return session.Close()
}

// watcher feeds the story. Events come on the thread of the session, and the
// clock that lets rows out on another.
type watcher struct {
	mu    sync.Mutex
	story *tlsstory.Story
	named map[uint32]bool
}

func (w *watcher) take(e *etw.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	guid := lower(e.Header.ProviderID.String())
	if !w.story.Wants(guid, uint32(e.Header.ID)) {
		return
	}
	w.name(e.Header.ProcessID)
	w.story.Event(decode(e, guid))
}

// name tells the story the image of a process that is seen for the first time.
func (w *watcher) name(pid uint32) {
	const maxNamed = 4096
	if w.named[pid] {
		return
	}
	if len(w.named) >= maxNamed {
		clear(w.named)
	}
	w.named[pid] = true
	if image := imageOf(pid); image != "" {
		w.story.Event(processEvent(pid, image))
	}
}

// settle lets rows out until ctx ends or the session breaks off.
func (w *watcher) settle(ctx context.Context, processed <-chan error) error {
	tick := time.NewTicker(settleEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-processed:
			return fmt.Errorf("the session ended early: %w", errors.Join(err, errEnded))
		case now := <-tick.C:
			w.mu.Lock()
			w.story.Settle(now.Add(-settleAfter))
			w.mu.Unlock()
		}
	}
}

var errEnded = errors.New("another program may have stopped it")

func (w *watcher) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.story.Close()
}
