#!/usr/bin/perl
# A message centre on 127.0.0.1 for tests, on Net::SMPP (Debian: libnet-smpp-perl): another reading of SMPP than our package's.
# Usage: smsc.pl PORT. It answers with ids in hexadecimal and writes decimal ones into its receipts, as many do.
# Standard input, a line each: "deliver FROM TO ESM_CLASS DATA_CODING HEX", "receipt ID STATE FROM TO", "drop".
# Standard output, a line each: "listening", "bound NAME", "submitted ID FROM TO ESM_CLASS DATA_CODING HEX",
# "acknowledged SEQ STATUS", "gone".
use strict;
use warnings;
use IO::Select;
use Net::SMPP;

my ($port) = @ARGV;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => $port, smpp_version => 0x34, interface_version => 0x34)
  or die "cannot listen: $!";
$| = 1;
my ($client, $input, $next) = (undef, '', 0x1f00);
my $select = IO::Select->new($listener, \*STDIN);
print "listening\n";

sub gone {
    $select->remove($client);
    $client->close;
    undef $client;
    print "gone\n";
}

my %answer = (
    0x00000009 => sub {
        my ($pdu) = @_;
        my $is_known = $pdu->{system_id} eq 'ringerunde' && $pdu->{password} eq 'secret';
        $client->bind_transceiver_resp(system_id => 'smsc', seq => $pdu->{seq}, status => $is_known ? 0 : 0x0e);
        print "bound $pdu->{system_id}\n" if $is_known;
    },
    0x00000004 => sub {
        my ($pdu) = @_;
        my $id = sprintf '%X', $next++;
        $client->submit_sm_resp(message_id => $id, seq => $pdu->{seq});
        print join(' ', 'submitted', $id, $pdu->{source_addr}, $pdu->{destination_addr}, $pdu->{esm_class},
            $pdu->{data_coding}, unpack('H*', $pdu->{short_message}) || '-'), "\n";
    },
    0x80000005 => sub { my ($pdu) = @_; print "acknowledged $pdu->{seq} $pdu->{status}\n"; },
    0x00000015 => sub { my ($pdu) = @_; $client->enquire_link_resp(seq => $pdu->{seq}); },
    0x00000006 => sub { my ($pdu) = @_; $client->unbind_resp(seq => $pdu->{seq}); gone(); },
);

sub deliver {
    my ($from, $to, $esm, $dc, $octets) = @_;
    $client->deliver_sm(async => 1, source_addr_ton => 1, source_addr_npi => 1, source_addr => $from,
        dest_addr_ton => 1, dest_addr_npi => 1, destination_addr => $to, esm_class => $esm, data_coding => $dc,
        short_message => $octets);
}

sub told {
    my ($what, @rest) = split ' ', shift;
    return unless defined $client;
    if ($what eq 'deliver') {
        my ($from, $to, $esm, $dc, $hex) = @rest;
        deliver($from, $to, $esm, $dc, pack('H*', $hex));
    } elsif ($what eq 'receipt') {
        my ($id, $state, $from, $to) = @rest;
        deliver($from, $to, 4, 0, sprintf('id:%010d sub:001 dlvrd:001 submit date:2611231200 done date:2611231200 '
            . 'stat:%s err:000 text:', hex($id), $state));
    } elsif ($what eq 'drop') {
        gone();
    }
}

while (1) {
    for my $ready ($select->can_read) {
        if ($ready == $listener) {
            $client = $listener->accept or next;
            $select->add($client);
        } elsif (defined $client && $ready == $client) {
            my $pdu = $client->read_pdu;
            if (!defined $pdu) { gone(); }
            elsif (defined $answer{$pdu->{cmd}}) { $answer{$pdu->{cmd}}->($pdu); }
        } elsif (fileno($ready) == fileno(STDIN)) {
            exit 0 if !sysread(STDIN, $input, 4096, length $input);
            told($1) while $input =~ s/^(.*)\n//;
        }
    }
}
