/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/office/core/machines.test.ts > TAP > what each event does in each phase of a seat > must match snapshot 1`] = `
off + seat.taken = ready
ready + seat.left = off
ready + lease.expired = off
ready + break.started = break
ready + visit.reserved = reserved
break + seat.left = off
break + lease.expired = off
break + break.ended = ready
reserved + visit.opened = in_visit
reserved + visit.wrapping = wrap_up
reserved + visit.ended = ready
in_visit + visit.wrapping = wrap_up
in_visit + visit.ended = ready
wrap_up + visit.ended = ready
`

exports[`test/office/core/machines.test.ts > TAP > what each event does in each phase of a visit > must match snapshot 1`] = `
{"phase":"claiming"} + claim.granted = {"phase":"opening"} {"type":"next.granted"} {"type":"visit.open"}
{"phase":"claiming"} + claim.denied = {"phase":"ended","end":"waiting","held":false} {"type":"next.denied"}
{"phase":"claiming"} + claim.expired = {"phase":"ended","end":"waiting","held":false} {"type":"ticket.end","end":"waiting"} {"type":"next.denied"}
{"phase":"opening"} + open.accepted = {"phase":"open","box":"reserved"} {"type":"seat.opened"}
{"phase":"opening"} + open.refused = {"phase":"ended","end":"waiting","held":false} {"type":"ticket.end","end":"waiting"} {"type":"seat.freed"}
{"phase":"opening"} + open.expired = {"phase":"ended","end":"waiting","held":false} {"type":"ticket.end","end":"waiting"} {"type":"seat.freed"}
{"phase":"opening"} + box.changed(live) = {"phase":"open","box":"live"} {"type":"seat.opened"}
{"phase":"opening"} + box.changed(wrapping) = {"phase":"open","box":"wrapping"} {"type":"seat.opened"} {"type":"seat.wrapping"}
{"phase":"opening"} + box.changed(closed) = {"phase":"ended","end":"no_show","held":true} {"type":"seat.opened"} {"type":"ticket.end","end":"no_show"} {"type":"seat.freed"}
{"phase":"opening"} + box.changed(closed) = {"phase":"ended","end":"served","held":true} {"type":"seat.opened"} {"type":"ticket.end","end":"served"} {"type":"seat.freed"}
{"phase":"open","box":"live"} + box.changed(wrapping) = {"phase":"open","box":"wrapping"} {"type":"seat.wrapping"}
{"phase":"open","box":"live"} + box.changed(closed) = {"phase":"ended","end":"no_show","held":true} {"type":"ticket.end","end":"no_show"} {"type":"seat.freed"}
{"phase":"open","box":"live"} + box.changed(closed) = {"phase":"ended","end":"served","held":true} {"type":"ticket.end","end":"served"} {"type":"seat.freed"}
{"phase":"ended","end":"waiting","held":false} + open.accepted = {"phase":"ended","end":"waiting","held":false} {"type":"visit.return"}
{"phase":"ended","end":"waiting","held":false} + box.changed(live) = {"phase":"ended","end":"waiting","held":false} {"type":"visit.return"}
{"phase":"ended","end":"waiting","held":false} + box.changed(wrapping) = {"phase":"ended","end":"waiting","held":false} {"type":"visit.return"}
`
