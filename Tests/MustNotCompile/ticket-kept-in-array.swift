// expect: 'GateTicket' conform to 'Copyable'
import Gate

func keep(_ ticket: consuming GateTicket) -> Int {
  let tickets = [ticket]
  return tickets.count
}
