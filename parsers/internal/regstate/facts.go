package regstate

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/products"
)

// Keys that say something about the computer as a whole, in lower case.
const (
	keyComputerName = `hklm\system\currentcontrolset\control\computername\computername`
	keyTimeZone     = `hklm\system\currentcontrolset\control\timezoneinformation`
	keyTCPIP        = `hklm\system\currentcontrolset\services\tcpip\parameters`
	keyServices     = `hklm\system\currentcontrolset\services\`
	keyWindows      = `hklm\software\microsoft\windows nt\currentversion`
	keyDotNet       = `hklm\software\microsoft\net framework setup\ndp\v4\full`
	keyUninstall    = `\microsoft\windows\currentversion\uninstall\`
)

// facts picks from the settings what has a meaning of its own.
type facts struct {
	host     []evidence.Setting // key "host"
	computer string
	zone     zone                        // of the clock
	windows  map[string]evidence.Setting // values of keyWindows
	programs map[string]*program         // by Uninstall key
	services map[string]*service         // by name in lower case
	products []evidence.Product

	allOfPrograms bool // not only what products are made of
}

func newFacts(out parsers.Sink) facts {
	return facts{
		allOfPrograms: out.WantsKey(evidence.ProgramRoot) != parsers.Unwanted,
		windows:       map[string]evidence.Setting{},
		programs:      map[string]*program{},
		services:      map[string]*service{},
	}
}

// note looks at one setting.
func (f *facts) note(s evidence.Setting) {
	if s.Absent {
		return
	}
	key := strings.ToLower(s.Key)
	name := strings.ToLower(s.Name)
	switch {
	case key == keyComputerName && name == "computername":
		f.computer = s.Value
		f.addHost("Name", s)
	case key == keyTimeZone && name == "timezonekeyname":
		f.addHost("TimeZone", s)
		f.zone.note(name, s.Value)
	case key == keyTimeZone:
		f.zone.note(name, s.Value)
	case key == keyTCPIP && name == "domain" && s.Value != "":
		f.addHost("Domain", s)
	case key == keyWindows:
		f.windows[name] = s
	case key == keyDotNet && name == "release":
		f.products = append(f.products, evidence.Product{
			ID: products.DotNet, Version: s.Value, Locator: s.Locator, Why: evidence.Verbatim(why(s)),
		})
	case strings.HasPrefix(key, keyServices):
		f.noteService(key[len(keyServices):], name, s)
	case strings.Contains(key, keyUninstall):
		f.noteProgram(key, name, s)
	}
}

func (f *facts) addHost(name string, s evidence.Setting) {
	f.host = append(f.host, evidence.Setting{Key: "host", Name: name, Value: s.Value, LastWrite: s.LastWrite, Locator: s.Locator})
}

// finish sends the facts, in an order that does not depend on the maps.
func (f *facts) finish(out parsers.Sink, result *parsers.Result) {
	result.Host, result.Zone = f.computer, f.zone.location()
	f.finishWindows()
	for _, s := range f.host {
		out.Setting(s)
	}
	for _, name := range slices.Sorted(maps.Keys(f.services)) {
		if svc := f.services[name]; out.WantsKey(svc.key()) == parsers.Wanted {
			svc.send(out)
		}
	}
	f.finishPrograms(out)
	for _, p := range f.products {
		out.Product(p)
	}
}

// firstBuildOf10 is the first build of Windows whose version is 10.0.
const firstBuildOf10 = 10240

// finishWindows makes the build number of its two parts.
func (f *facts) finishWindows() {
	if s, ok := f.windows["productname"]; ok {
		f.addHost("OS", s)
	}
	if s, ok := f.windows["installationtype"]; ok {
		f.addHost("InstallationType", s)
	}
	build, ok := f.windows["currentbuild"]
	if !ok {
		build, ok = f.windows["currentbuildnumber"]
	}
	if !ok {
		return
	}
	version := f.windows["currentversion"].Value
	if major, minor := f.windows["currentmajorversionnumber"].Value, f.windows["currentminorversionnumber"].Value; major != "" && minor != "" {
		version = major + "." + minor
	} else if n, err := strconv.Atoi(build.Value); err == nil && n >= firstBuildOf10 {
		version = "10.0" // CurrentVersion stayed at 6.3
	}
	if ubr := f.windows["ubr"].Value; ubr != "" {
		build.Value += "." + ubr
	}
	f.addHost("Build", build)
	if version == "" {
		return
	}
	f.products = append(f.products, evidence.Product{
		ID: products.Windows, Version: version + "." + build.Value, Locator: build.Locator,
		Why: evidence.Verbatim(strings.TrimSpace(f.windows["productname"].Value + " " + build.Value)),
	})
}

func why(s evidence.Setting) string { return s.Name + " = " + s.Value }
