package etl

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// heard is a story that keeps what it hears.
type heard struct {
	noStory
	frames [][]byte
	links  []int
	pids   []uint32
	events []*evidence.Event
}

func (h *heard) Wants(string, uint32) bool { return true }
func (h *heard) Event(e *evidence.Event)   { h.events = append(h.events, e) }
func (h *heard) Packet(_ time.Time, link int, pid uint32, frame []byte) {
	h.frames, h.links, h.pids = append(h.frames, frame), append(h.links, link), append(h.pids, pid)
}

func listen(t *testing.T, trace *testTrace) *heard {
	t.Helper()
	h := &heard{}
	p := Parser{newStory: func(func(*evidence.Event)) story { return h }}
	_, err := p.Parse(t.Context(), parsers.Input{R: bytes.NewReader(trace.bytes())}, &testSink{})
	require.NoError(t, err)
	return h
}

func ndis(miniport, layer uint32, keywords uint64, data string) testEvent {
	return testEvent{
		guid: guidNDIS, id: 1001, keywords: keywords, pid: 77,
		data: payloadOf(miniport, layer, uint32(len(data)), []byte(data)),
	}
}

const wholePacket = keywordPacketStart | keywordPacketEnd

func TestAPacketInSeveralEventsIsPutTogether(t *testing.T) {
	trace := newTrace().begin().
		event(ndis(12, 12, keywordPacketStart|keywordSend, "Hello, ")).
		event(ndis(12, 12, 0, "dear ")).
		event(ndis(12, 12, keywordPacketEnd|keywordSend, "world")).
		event(ndis(12, 12, wholePacket, "whole")).
		event(ndis(12, 12, keywordPacketEnd, "without a beginning"))
	h := listen(t, trace)
	require.Equal(t, []string{"Hello, dear world", "whole"}, framesOf(h))
	require.Equal(t, []uint32{77, 0}, h.pids, "only a sender is known")
}

func framesOf(h *heard) []string {
	var out []string
	for _, f := range h.frames {
		out = append(out, string(f))
	}
	return out
}

func TestAPacketThatEveryLayerReportsCountsOnce(t *testing.T) {
	h := listen(t, newTrace().begin().
		event(ndis(12, 12, wholePacket, "a")).event(ndis(12, 30, wholePacket, "a")).event(ndis(12, 31, wholePacket, "a")).
		event(ndis(5, 40, wholePacket, "b")).event(ndis(5, 41, wholePacket, "b")))
	require.Equal(t, []string{"a", "b"}, framesOf(h))
}

func TestTheLinkTypeComesFromTheKeywords(t *testing.T) {
	h := listen(t, newTrace().begin().
		event(ndis(1, 1, wholePacket, "a")).event(ndis(1, 1, wholePacket|keyword80211, "b")).event(ndis(1, 1, wholePacket|keywordWWAN, "c")))
	require.Equal(t, []int{linkEthernet, link80211, linkRawIP}, h.links)
}

func TestPacketsOfAVirtualSwitchAreFound(t *testing.T) {
	data := payloadOf(uint32(3), uint32(3), uint32(1), "port", "nic", "type", uint32(2), make([]byte, 16), uint32(5), []byte("frame"), uint32(0))
	h := listen(t, newTrace().begin().event(testEvent{guid: guidNDIS, id: 1003, keywords: wholePacket, data: data}))
	require.Equal(t, []string{"frame"}, framesOf(h))
}

func TestPktMonPacketsCountOnceAndKeepTheirType(t *testing.T) {
	packet := func(number, kind uint16, frame string) testEvent {
		data := payloadOf(uint64(9), number, uint16(1), uint16(0), kind, uint16(0), uint16(0), uint16(0), uint32(0), uint32(0), uint16(5), uint16(5), []byte(frame))
		return testEvent{guid: guidPktMon, id: 160, data: data}
	}
	h := listen(t, newTrace().begin().event(packet(1, 1, "frame")).event(packet(1, 1, "frame")).event(packet(2, 3, "frame")).event(packet(2, 3, "other")))
	require.Equal(t, []string{"frame", "frame", "other"}, framesOf(h))
	require.Equal(t, []int{linkEthernet, linkRawIP, linkRawIP}, h.links)
}

func TestTheStoryHearsTheWholeEventAndThePointerSize(t *testing.T) {
	raw := []byte{0x16, 3, 1, 0, 1, 0}
	hello := testEvent{guid: guidWebIO, id: 705, narrow: true, data: payloadOf(uint32(1), uint64(0), uint64(0), uint32(2), uint32(len(raw)), raw)}
	h := listen(t, newTrace().begin().event(hello))
	data, _ := h.events[len(h.events)-1].Get("Data")
	require.Equal(t, "0x160301000100", data)
	narrow, _ := h.events[len(h.events)-1].Get("Is32Bit")
	require.Equal(t, "true", narrow)
}

func TestTheStoryHearsWhichProcessesRun(t *testing.T) {
	trace := newTrace().begin()
	process := payloadOf(uint64(1), uint32(3120), uint32(4), uint32(0), uint32(0), uint64(0), uint32(0), uint32(0), ansi("powershell.exe"), "powershell.exe -secret", "", "")
	trace.classic(processClass(), 3, 4, 0, process)
	got := listen(t, trace)
	image, _ := got.events[0].Get("ImageFileName")
	pid, _ := got.events[0].Get("ProcessId")
	require.Equal(t, "powershell.exe", image)
	require.Equal(t, "3120", pid)
}
