package diagnosis

import (
	"strings"

	"hybriddiag/diagnosis/enginestack"
	"hybriddiag/evidence"
	"hybriddiag/tlsstory"
)

// What a piece of evidence shows of each kind of thing, and why it is shown.
// Words of the file stay as they are; those around them come from the catalogue.

func eventWhy(ev *evidence.Event) evidence.Note {
	switch ev.Kind {
	case evidence.KindLine:
		return evidence.Say("why/line", "log", evidence.Word(ev.Provider.Name))
	case evidence.KindTLS:
		return evidence.Say("why/tls")
	}
	switch {
	case ev.Provider.Name == "" && ev.EventID == 0:
		return evidence.Say("why/text")
	case ev.Provider.Name == "":
		return evidence.Say("why/event-id", "id", ev.EventID)
	}
	return evidence.Say("why/event", "id", ev.EventID, "provider", evidence.Word(ev.Provider.Name))
}

// eventExcerpt shows the part of the message that cut chooses, or the fields by
// name.
func eventExcerpt(ev *evidence.Event, cut func(string) string) evidence.Note {
	switch {
	case ev.Kind == evidence.KindTLS:
		return tlsstory.Sentence(ev)
	case ev.Message != "":
		return evidence.Verbatim(cut(enginestack.Telling(ev.Message)))
	}
	var parts []string
	for _, f := range ev.Data {
		switch {
		case f.Value == "" || f.Name == "Binary":
		case f.Name == "":
			parts = append(parts, f.Value)
		default:
			parts = append(parts, f.Name+"="+f.Value)
		}
	}
	return evidence.Verbatim(cut(enginestack.Telling(strings.Join(parts, "; "))))
}

func settingExcerpt(s *evidence.Setting) evidence.Note {
	key, name, value := evidence.Word(s.Key), evidence.Word(s.Name), evidence.Word(s.Value)
	switch {
	case s.Absent:
		return evidence.Say("shown/absent", "key", key, "name", s.Name)
	case s.Type == "key":
		return evidence.Say("shown/key", "key", key)
	case s.Type == "":
		return evidence.Say("shown/plain", "key", key, "name", name, "value", value)
	}
	return evidence.Say("shown/setting", "key", key, "name", s.Name, "value", value, "type", evidence.Word(s.Type))
}

func settingWhy(s *evidence.Setting) evidence.Note {
	if s.Absent {
		return evidence.Say("why/not-set", "name", evidence.Word(s.Name))
	}
	return evidence.Say("why/set", "name", evidence.Word(s.Name), "value", evidence.Word(s.Value))
}

// dayLayout is how the validity of a certificate is shown.
const dayLayout = "2006-01-02"

func certificateExcerpt(c *evidence.Certificate) evidence.Note {
	return evidence.Say("shown/certificate", "thumbprint", evidence.Word(c.Thumbprint),
		"subject", evidence.Word(c.Subject), "issuer", evidence.Word(c.Issuer),
		"from", evidence.Word(c.NotBefore.UTC().Format(dayLayout)), "to", evidence.Word(c.NotAfter.UTC().Format(dayLayout)))
}

func certificateWhy(c *evidence.Certificate) evidence.Note {
	if c.Store == "" {
		return evidence.Say("why/certificate-alone")
	}
	return evidence.Say("why/certificate", "store", evidence.Word(c.Store))
}

func productExcerpt(p *evidence.Product) evidence.Note {
	if p.Why.Code == "" {
		return evidence.Verbatim(p.ID + " " + p.Version)
	}
	return p.Why
}

func productWhy(p *evidence.Product) evidence.Note {
	return evidence.Say("why/product", "version", evidence.Word(p.Version))
}
