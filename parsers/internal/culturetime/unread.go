package culturetime

import "hybriddiag/evidence"

// Unread counts the dates of a file that could not be read.
type Unread struct {
	n     int
	first string
}

// Add takes one of them.
func (u *Unread) Add(date string) {
	if u.n == 0 {
		u.first = date
	}
	u.n++
}

// Notes tells them, by the first one.
func (u *Unread) Notes() []evidence.Note {
	if u.n == 0 {
		return nil
	}
	return []evidence.Note{evidence.Say("date-unread", "n", u.n, "date", u.first)}
}
