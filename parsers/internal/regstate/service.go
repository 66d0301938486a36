package regstate

import (
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// service is the configuration of one Windows service.
type service struct {
	name   string // as the key spells it
	at     evidence.Locator
	fields []evidence.Setting
}

// startTypes are the values of Start in the words of sc.exe's services lists.
var startTypes = map[string]string{"0": "Boot", "1": "System", "2": "Auto", "3": "Manual", "4": "Disabled"}

// noteService takes a setting directly below Services\<name>. Drivers have no
// ObjectName and are of no use here, but telling them apart is not worth it.
func (f *facts) noteService(path, name string, s evidence.Setting) {
	if strings.Contains(path, `\`) {
		return
	}
	svc := f.services[path]
	if svc == nil {
		svc = &service{name: s.Key[len(s.Key)-len(path):], at: s.Locator}
		f.services[path] = svc
	}
	field, value := "", s.Value
	switch name {
	case "displayname":
		if strings.HasPrefix(value, "@") {
			return // the name of a resource, not a name
		}
		field = "DisplayName"
	case "objectname":
		field = "Account"
	case "imagepath":
		field = "Path"
	case "start":
		field = "StartType"
		if word, ok := startTypes[value]; ok {
			value = word
		}
	default:
		return
	}
	svc.fields = append(svc.fields, evidence.Setting{
		Key: svc.key(), Name: field, Value: value, LastWrite: s.LastWrite, Locator: s.Locator,
	})
}

// key returns the key of the settings about the service.
func (s *service) key() string { return evidence.ServiceKey(s.name) }

func (s *service) send(out parsers.Sink) {
	for _, f := range s.fields {
		out.Setting(f)
	}
}
