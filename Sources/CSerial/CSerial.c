int cserial_placeholder;
