// expect: 'ticket' consumed more than once
import Gate

func write(_ ticket: consuming GateTicket) {}

func copyTwice(_ ticket: consuming GateTicket) {
  write(ticket)
  write(ticket)
}
