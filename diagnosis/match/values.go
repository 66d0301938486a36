package match

import (
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/products"
)

// processFields are the names under which providers say which program it was.
var processFields = []string{"Process", "CallerProcessImageName", "Program", "EventAuxInfo@ProcessName", "ProcessName", "ImageName"}

// Values returns the values of a field, or of one of the fields that every
// event has: Text, Message, EventID, Process, String1 ….
func Values(e *evidence.Event, field string) []string {
	var out []string
	for i := range e.Data {
		if strings.EqualFold(e.Data[i].Name, field) {
			out = append(out, e.Data[i].Value)
		}
	}
	if len(out) > 0 {
		return out
	}
	switch field {
	case "Text":
		return []string{e.Text()}
	case "Message":
		return []string{e.Message}
	case "EventID":
		return []string{strconv.FormatUint(uint64(e.EventID), 10)}
	case "Computer":
		return []string{e.Computer}
	case "Process":
		for _, name := range processFields {
			if v, ok := e.Get(name); ok {
				out = append(out, v)
			}
		}
		return out
	}
	if v, ok := engineField(e, field); ok {
		return []string{v}
	}
	if n, ok := strings.CutPrefix(field, "String"); ok {
		if i, err := strconv.Atoi(n); err == nil && i >= 1 && i <= len(e.Data) {
			return []string{e.Data[i-1].Value}
		}
	}
	return nil
}

// engineField names the strings of the sync engine's events about a run.
func engineField(e *evidence.Event, field string) (string, bool) {
	i, ok := products.SyncEngine().RunField(e.Provider.Name, e.EventID, field)
	if !ok || i >= len(e.Data) || e.Data[i].Name != "" {
		return "", false
	}
	return e.Data[i].Value, true
}
