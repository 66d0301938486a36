package tlsstory

import (
	"hybriddiag/evidence"
	"hybriddiag/tlsstory/tlswire"
)

// outcomes are the words for what came of a connection.
var outcomes = map[string]evidence.Code{
	"success":        "tls-outcome/success",
	"refused":        "tls-outcome/refused",
	"failed":         "tls-outcome/failed",
	"reset":          "tls-outcome/reset",
	"timeout":        "tls-outcome/timeout",
	"connect-failed": "tls-outcome/connect-failed",
	"dns-failed":     "tls-outcome/dns-failed",
	"proxy-failed":   "tls-outcome/proxy-failed",
	"unknown":        "tls-outcome/unknown",
}

// Sentence says a row of the story in one line. It is made of the fields, so
// that a row which was written down and read again says the same.
func Sentence(e *evidence.Event) evidence.Note {
	said := subject(e)
	if offered := text(e, "Offered"); offered != "" {
		offer := evidence.Say("tls/offered", "versions", versions(offered))
		if mask := text(e, "Mask"); mask != "" {
			offer = evidence.Say("tls/offered-by-mask", "versions", versions(offered), "mask", evidence.Word(mask))
		}
		said = evidence.Say("tls/then", "first", said, "second", offer)
	}
	ending := outcome(text(e, "Outcome"))
	for _, detail := range details(e) {
		ending = evidence.Say("tls/and", "first", ending, "second", detail)
	}
	return evidence.Say("tls/then", "first", said, "second", ending)
}

func versions(names string) evidence.Note {
	if names == tlswire.SystemDefaults {
		return evidence.Say("tls/system-defaults")
	}
	return evidence.Verbatim(names)
}

func outcome(word string) evidence.Note {
	if code, ok := outcomes[word]; ok {
		return evidence.Say(code)
	}
	return evidence.Verbatim(word)
}

// subject is "powershell.exe (4567) to outlook.example.com:443".
func subject(e *evidence.Event) evidence.Note {
	who := evidence.Say("tls/process")
	if name := text(e, "Process"); name != "" {
		who = evidence.Verbatim(name)
	}
	if pid := text(e, "ProcessID"); pid != "" {
		who = evidence.Say("tls/process-id", "process", who, "id", evidence.Word(pid))
	}
	host, port := text(e, "Host"), text(e, "Port")
	if host == "" {
		return who
	}
	if port != "" {
		host += ":" + port
	}
	return evidence.Say("tls/to", "process", who, "host", evidence.Word(host))
}

// details are what came of the connection besides the outcome.
func details(e *evidence.Event) []evidence.Note {
	var list []evidence.Note
	if version := text(e, "Negotiated"); version != "" {
		list = append(list, evidence.Verbatim(version))
	}
	if issuer := text(e, "Issuer"); issuer != "" {
		list = append(list, evidence.Say("tls/issuer", "issuer", issuer))
	}
	return append(list, failures(e)...)
}

// failures are the fields that show what went wrong.
func failures(e *evidence.Event) []evidence.Note {
	var list []evidence.Note
	add := func(code evidence.Code, field string) {
		if value := text(e, field); value != "" {
			list = append(list, evidence.Say(code, "value", evidence.Word(value)))
		}
	}
	if from := text(e, "AlertFrom"); from != "" {
		list = append(list, alert(e, from))
	}
	add("tls/status", "Result")
	add("tls/error", "Error")
	add("tls/proxy-answer", "ProxyStatus")
	return list
}

// proof returns the fields that decided, in a few words.
func proof(e *evidence.Event) []evidence.Note {
	var list []evidence.Note
	if mask := text(e, "Mask"); mask != "" {
		list = append(list, evidence.Say("tls/mask", "mask", evidence.Word(mask)))
	}
	list = append(list, failures(e)...)
	if issuer := text(e, "Issuer"); issuer != "" {
		list = append(list, evidence.Say("tls/proof-issuer", "issuer", evidence.Word(issuer)))
	}
	return list
}

func alert(e *evidence.Event, from string) evidence.Note {
	code := evidence.Code("tls/alert-from-client")
	if from == "server" {
		code = "tls/alert-from-server"
	}
	return evidence.Say(code, "alert", evidence.Word(text(e, "Alert")), "name", evidence.Word(text(e, "AlertName")))
}
