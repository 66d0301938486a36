package evtx

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// builder makes the binary XML of a chunk by hand, for what no writer makes.
type builder struct {
	data []byte
	dep  bool // elements carry a dependency id
}

func newBuilder() *builder { return &builder{data: make([]byte, chunkHeaderSize)} }

func (b *builder) raw(bytes ...byte) *builder { b.data = append(b.data, bytes...); return b }
func (b *builder) u16(n int) *builder         { b.data = le.AppendUint16(b.data, uint16(n)); return b }

func (b *builder) u32(n int) *builder { b.data = le.AppendUint32(b.data, uint32(n)); return b }

// name writes a name reference with the name right behind it.
func (b *builder) name(s string) *builder {
	text := winfmt.AppendUTF16LE(nil, s)
	b.u32(len(b.data) + 4).u32(0).u16(0).u16(len(text) / 2)
	return b.raw(text...).u16(0)
}

// grow fills the chunk with zeros.
func (b *builder) grow(size int) *builder { return b.raw(make([]byte, size-len(b.data))...) }

func (b *builder) open(name string, dep int) *builder {
	b.raw(tokenOpen | tokenMore)
	if b.dep {
		b.u16(dep)
	}
	return b.u32(0).name(name).u32(0)
}

func (b *builder) attr(name string) *builder { return b.raw(tokenAttribute).name(name) }
func (b *builder) in() *builder              { return b.raw(tokenCloseStart) }
func (b *builder) end() *builder             { return b.raw(tokenEndElement) }
func (b *builder) slot(n int) *builder       { return b.raw(tokenOptional).u16(n).raw(typeString) }

func (b *builder) text(s string) *builder {
	text := winfmt.AppendUTF16LE(nil, s)
	return b.raw(tokenText, typeString).u16(len(text) / 2).raw(text...)
}

// instance writes a template instance with its definition, made by body.
func (b *builder) instance(body func(), values ...[]byte) *builder {
	b.raw(tokenInstance, 1).u32(0)
	b.u32(len(b.data) + 4)
	b.u32(0).raw(make([]byte, 16)...).u32(0)
	size := len(b.data) - 4
	b.dep = true
	body()
	b.dep = false
	b.raw(tokenEnd)
	le.PutUint32(b.data[size:], uint32(len(b.data)-size-4))
	b.u32(len(values))
	for _, v := range values {
		b.u16(len(v)-1).raw(v[0], 0)
	}
	for _, v := range values {
		b.raw(v[1:]...)
	}
	return b
}

// val is a value of an instance: its type and its bytes.
func val(typ byte, raw ...byte) []byte { return append([]byte{typ}, raw...) }

func str(s string) []byte { return winfmt.AppendUTF16LE([]byte{typeString}, s) }

// decode reads what was built as the binary XML of one record.
func (b *builder) decode() (*evidence.Event, error) {
	d := newDecoder()
	d.reset(b.data)
	rec := d.scan(chunkHeaderSize, len(b.data))
	return d.event(&rec)
}

const noDep = noDependency

func data(pairs ...string) (list []evidence.Field) {
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, evidence.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return list
}

func TestDirectElementsHaveNoDependencyID(t *testing.T) {
	b := newBuilder().raw(tokenFragment, 1, 1, 0).open("Event", 0).attr("xmlns").text("http://x").in()
	b.open("System", 0).in()
	b.open("Provider", 0).attr("Name").text("A & B").attr("Guid").text("{54849625-5478-4994-A5BA-3E3B0328C30D}").raw(tokenCloseEmpty)
	b.open("EventID", 0).attr("Qualifiers").text("49152").in().text("1000").end()
	b.open("Level", 0).in().text("2").end().open("Keywords", 0).in().text("0x80000000000000").end()
	b.open("TimeCreated", 0).attr("SystemTime").text("2020-12-11T12:28:01.2990045Z").raw(tokenCloseEmpty)
	b.open("EventRecordID", 0).in().text("77").end()
	b.open("Security", 0).attr("UserID").text("S-1-5-18").raw(tokenCloseEmpty).end()
	b.open("EventData", 0).in()
	b.open("Data", 0).attr("Name").text("n").in().text("v").end().end()
	b.open("RenderingInfo", 0).attr("Culture").text("ja-JP").in()
	b.open("Message", 0).in().text("読めました").end().open("Level", 0).in().text("エラー").end().end().end()

	ev, err := b.raw(tokenEnd, 0xca, 0xfe).decode()
	require.NoError(t, err, "what stands after the end is padding")
	require.Equal(t, "2020-12-11T12:28:01.2990045Z", winfmt.FormatTime(ev.Time))
	ev.Time = evidence.Event{}.Time
	require.Equal(t, &evidence.Event{
		Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "A & B", GUID: "{54849625-5478-4994-a5ba-3e3b0328c30d}"},
		EventID: 1000, Qualifiers: 49152, Level: 2, Keywords: 0x80000000000000, RecordID: 77, UserSID: "S-1-5-18",
		Data: data("n", "v"), Message: "読めました",
	}, ev)
}

func TestTextIsJoinedFromAllItsForms(t *testing.T) {
	b := newBuilder().open("Event", 0).in().open("EventData", 0).in().open("Data", 0).in().text("a")
	b.raw(tokenEntityRef).name("amp").raw(tokenEntityRef).name("lt").raw(tokenEntityRef).name("gt")
	b.raw(tokenEntityRef).name("quot").raw(tokenEntityRef).name("apos").raw(tokenEntityRef).name("other")
	b.raw(tokenCharRef).u16(0x3042)
	b.raw(tokenCDATA).u16(2).raw('<', 0, 'b', 0)
	b.raw(tokenPITarget).name("pi").raw(tokenPIData).u16(1).raw('x', 0)
	b.text("end").end().open("Data", 0).in().text("next").end().end().end()
	ev, err := b.decode()
	require.ErrorIs(t, err, errNoSystem)
	require.Equal(t, data("", `a&<>"'&other;あ<bend`, "", "next"), ev.Data)
}

func TestAnElementWhoseValueIsNullIsLeftOut(t *testing.T) {
	b := newBuilder()
	b.instance(func() {
		b.open("Event", noDep).in().open("System", noDep).in()
		b.open("EventID", 0).in().slot(0).end()
		b.open("Channel", noDep).in().text("Sy").slot(1).end().end()
		b.open("EventData", noDep).in()
		b.open("Data", 2).attr("Name").text("gone").in().slot(2).end()
		b.open("Data", noDep).attr("Name").text("empty").in().slot(2).end()
		b.open("Data", noDep).attr("Name").text("beyond").in().slot(9).end()
		b.open("Other", 2).in().slot(2).end()
		b.open("Binary", noDep).in().slot(2).end()
		b.open("Other", noDep).attr("a").slot(2).attr("b").slot(1).in().end().end().end()
	}, val(typeUint16, 0xe8, 3), str("stem"), val(typeNull, 1, 2, 3))
	ev, err := b.decode()
	require.NoError(t, err)
	require.Equal(t, uint32(1000), ev.EventID)
	require.Equal(t, "System", ev.Channel)
	require.Equal(t, data("empty", "", "beyond", "", "Other@b", "stem", "Other", ""), ev.Data)
}

func TestAnArrayRepeatsItsElement(t *testing.T) {
	b := newBuilder()
	b.instance(func() {
		b.open("Event", noDep).in().open("EventData", noDep).in()
		b.open("Data", noDep).attr("Name").text("n").in().slot(0).end()
		b.open("Data", noDep).in().slot(1).end()
		b.open("Data", noDep).in().slot(2).end().end().end()
	}, val(typeArray|typeUint8, 1, 2, 3), str("x"), val(typeArray|typeString))
	ev, _ := b.decode()
	require.Equal(t, data("n", "1", "n", "2", "n", "3", "", "x"), ev.Data)
}

func TestBinaryXMLInsideAValueMayBeAnElement(t *testing.T) {
	payload := func(at int) []byte { // as it must be to stand at an offset
		inner := newBuilder().grow(at).raw(tokenFragment, 1, 1, 0).open("UserData", 0).in().open("E", 0).in()
		inner.open("A", 0).attr("k").text("v").in().text("t").end().end().end().raw(tokenEnd)
		return inner.data[at:]
	}
	size := len(payload(4096))
	b := newBuilder()
	b.instance(func() { b.open("Event", noDep).in().slot(0).end() }, val(typeXML, make([]byte, size)...))
	copy(b.data[len(b.data)-size:], payload(len(b.data)-size))
	ev, err := b.decode()
	require.ErrorIs(t, err, errNoSystem)
	require.Equal(t, data("A@k", "v", "A", "t"), ev.Data)
}

func TestHostileBinaryXMLIsBounded(t *testing.T) {
	deep := newBuilder()
	for range 5000 {
		deep.open("a", 0).in()
	}
	forward := newBuilder().raw(tokenInstance, 1).u32(0).u32(5000).u32(0)
	many := newBuilder()
	many.instance(func() { many.open("Event", noDep).in().end() })
	le.PutUint32(many.data[len(many.data)-4:], 0xffffffff)
	loop := newBuilder() // a value that holds the instance it belongs to
	loop.instance(func() { loop.open("Event", noDep).in().slot(0).end() }, val(typeXML, make([]byte, 100)...))
	copy(loop.data[len(loop.data)-100:], loop.data[chunkHeaderSize:])
	for name, c := range map[string]struct {
		b    *builder
		want string
	}{
		"elements nested too deep":              {deep, "binxml/depth"},
		"template behind its use":               {forward, "template/order"},
		"more values than bytes":                {many, "template/values"},
		"end without a beginning":               {newBuilder().open("a", 0).in().end().end(), "record/no-system"},
		"attribute without element":             {newBuilder().raw(tokenAttribute).name("x"), "record/no-content"},
		"unknown token":                         {newBuilder().open("a", 0).raw(0x3f), "binxml/token found=0x3f"},
		"element without end":                   {newBuilder().open("a", 0).in(), "binxml/not-closed"},
		"name outside the chunk":                {newBuilder().raw(tokenOpen).u32(0).u32(0xfffff), "binxml/no-name"},
		"text that is longer than the record":   {newBuilder().open("a", 0).in().raw(tokenText, 1).u16(999), "binxml/text-cut"},
		"nothing":                               {newBuilder(), "record/no-content"},
		"a substitution that is cut":            {newBuilder().open("a", 0).in().raw(tokenNormal, 1), "binxml/substitution-cut"},
		"a character reference that is cut":     {newBuilder().open("a", 0).in().raw(tokenCharRef, 1), "binxml/character-cut"},
		"an instance that is cut":               {newBuilder().raw(tokenInstance, 1), "template/instance-cut"},
		"a definition larger than the chunk":    {newBuilder().raw(tokenInstance, 1).u32(0).u32(522).raw(make([]byte, 20)...).u32(1 << 30), "template/too-long"},
		"a value that holds the whole instance": {loop, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.b.decode()
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestAChunkCannotAskForMoreThanItsBudget(t *testing.T) {
	b := newBuilder()
	long := make([]byte, 30000)
	for i := range long {
		long[i] = 'x' * byte(1-i%2)
	}
	b.instance(func() {
		b.open("Event", noDep).in().open("EventData", noDep).in()
		for range 500 {
			b.open("Data", noDep).in().slot(0).end()
		}
		b.end().end()
	}, append([]byte{typeString}, long...))
	d := newDecoder()
	d.reset(b.data)
	rec := d.scan(chunkHeaderSize, len(b.data))
	ev, err := d.event(&rec)
	require.ErrorIs(t, err, errBudget)
	require.Less(t, len(ev.Text()), 2*textBudget)
}
