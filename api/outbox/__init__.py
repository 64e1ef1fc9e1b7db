"""Mail to curators: written in the transaction of what it tells, sent later, by whichever process is free."""
