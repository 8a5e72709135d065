//! mimamori-agenda: the paper of the next meeting.
