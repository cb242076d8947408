-- The cases of a new database, to try the docket by hand.

BEGIN;

INSERT INTO court_case (id, court, number, title, kind, e_filing) VALUES
    (1, 'ctd', '3:17-cv-00217', 'Briefs v. Docket', 'civil', 'order'),
    (2, 'ctd', '3:17-cv-00842', 'Litigator v. Solicitor', 'civil', 'none'),
    (3, 'ctd', '3:17-cv-01130', 'Pleader v. Commissioner of Social Security', 'social_security', 'consent');

INSERT INTO document (court_case, number, filed_on, title, text) VALUES
    (1, 1, '2017-02-10', 'COMPLAINT against Docket, filed by Briefs',
        'Briefs, the plaintiff, asks the court for judgment against Docket, the defendant.'),
    (1, 2, '2017-02-13', 'E-FILING ORDER',
        'It is ordered that papers in this case be filed over the internet by counsel of record.'),
    (1, 3, '2017-03-06', 'ANSWER to COMPLAINT by Docket',
        'Docket, the defendant, denies what the complaint says.'),
    (2, 1, '2017-05-19', 'COMPLAINT against Solicitor, filed by Litigator',
        'Litigator, the plaintiff, asks the court for judgment against Solicitor, the defendant.'),
    (3, 1, '2017-07-07', 'COMPLAINT against Commissioner of Social Security, filed by Pleader',
        'Pleader, the plaintiff, asks the court to reverse the Commissioner''s decision.'),
    (3, 2, '2017-07-21', 'CONSENT to electronic filing by counsel of record',
        'Counsel of record consent to the filing of papers in this case over the internet.');

COMMIT;
