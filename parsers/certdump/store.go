package certdump

import (
	"regexp"
	"strings"
)

// storeNames are the names of stores as they are used in keys of evidence.
var storeNames = map[string]string{
	"my": "My", "root": "Root", "ca": "CA", "authroot": "AuthRoot", "disallowed": "Disallowed",
	"intermediate": "CA", "personal": "My", "trustedpublisher": "TrustedPublisher", "trustedpeople": "TrustedPeople",
}

var (
	nameHint = regexp.MustCompile(`(?i)(?:^|[-_. ])(my|root|ca|authroot|intermediate|disallowed|trustedpublisher)(?:[-_. ]|$)`)
	provider = regexp.MustCompile(`(?i)Certificate::(LocalMachine|CurrentUser)\\(\w+)`)
)

// storeOfName guesses the store from the name that a collector gave the file:
// cert-user-my.txt, cert-root.txt, HOST-PS-Certs-LocalMachine-MY.txt.
func storeOfName(base string) string {
	all := nameHint.FindAllStringSubmatch(base, -1)
	if len(all) == 0 {
		return ""
	}
	return place(base) + `\` + storeNames[strings.ToLower(all[len(all)-1][1])]
}

// place tells whose store it is. The machine's is what certutil shows unless
// told otherwise.
func place(base string) string {
	base = strings.ToLower(base)
	switch {
	case strings.Contains(base, "networkservice"):
		return "NetworkService"
	case strings.Contains(base, "cert-user"), strings.Contains(base, "currentuser"):
		return "CurrentUser"
	case strings.Contains(base, "cert-ent"):
		return "Enterprise"
	case strings.Contains(base, "cert-gp"):
		return "GroupPolicy"
	}
	return "LocalMachine"
}

// storeOfPath reads the store from a path of PowerShell's certificate drive.
func storeOfPath(text string) string {
	m := provider.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	where := "LocalMachine"
	if strings.EqualFold(m[1], "CurrentUser") {
		where = "CurrentUser"
	}
	return where + `\` + storeName(m[2])
}

func storeName(name string) string {
	if known, ok := storeNames[strings.ToLower(name)]; ok {
		return known
	}
	return name
}
