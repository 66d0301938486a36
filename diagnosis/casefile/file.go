package casefile

import (
	"time"

	"hybriddiag/diagnosis/match"
)

// File is one parsed file with what it showed.
type File struct {
	Path    string
	Format  string
	Channel string
	Status  string
	Host    string // the computer it is about, "" when nothing tells
	Facts   *match.Collector

	apart string // the nameless folder whose computer is none of the others', "" without one

	Zone                 *time.Duration // how far its wall clock is ahead of UTC
	WindowFrom, WindowTo time.Time      // the reproduction window it states
	Taken                time.Time      // when its content was collected, where it says so
}
