"""Two texts about the same things, written for these tests: as offices write them, and as people say them."""

OFFICIALESE = """\
Zwecks Inanspruchnahme der Dolmetschleistungen ist seitens der Antragstellenden spätestens zehn Werktage vor dem Veranstaltungstermin eine schriftliche Bedarfsmeldung gemäß Anlage 3 einzureichen.
Die Entscheidung über die Gewährung der Leistung erfolgt nach Maßgabe der zur Verfügung stehenden Haushaltsmittel unter Berücksichtigung der Reihenfolge des Antragseingangs.
Bezüglich der Räumlichkeiten wird darauf hingewiesen, dass die Zugänglichkeit ausschließlich über den rückwärtigen Eingangsbereich gewährleistet werden kann.
Etwaige Einwendungen gegen die Niederschrift sind innerhalb von vierzehn Tagen nach deren Bekanntgabe schriftlich geltend zu machen, sofern nicht ausdrücklich etwas anderes bestimmt wurde.
Im Rahmen der Fortschreibung des Integrationskonzeptes werden die zuständigen Fachämter zwecks Erörterung der Handlungserfordernisse einbezogen.
Die personenbezogenen Daten werden gemäß den einschlägigen datenschutzrechtlichen Bestimmungen verarbeitet und nach Ablauf der Aufbewahrungsfrist unverzüglich gelöscht.
Hinsichtlich der Teilnahmeberechtigung obliegt die abschließende Entscheidung der Geschäftsstelle der Integrations- und Ausländerbeauftragten.
Mittels des nachstehenden Formulars können Anregungen zur Weiterentwicklung der Maßnahmen fristgerecht übermittelt werden.
Eine Nachreichung fehlender Unterlagen ist im Bedarfsfall, d. h. nach vorheriger Rücksprache mit der Sachbearbeitung, ausnahmsweise zulässig.
Die Durchführung der Veranstaltung steht unter dem Vorbehalt der haushaltsrechtlichen Ermächtigung durch die zuständigen Gremien der Landeshauptstadt.
Aufgrund der begrenzten Kapazitäten wird um frühzeitige Anmeldung ersucht, wobei Anmeldungen nach der Reihenfolge ihres Eingangs berücksichtigt werden.
Bei Nichtbeachtung der vorstehenden Bestimmungen kann die Teilnahme ggf. vollumfänglich versagt werden.
Die Kenntnisnahme der Hausordnung ist durch eigenhändige Unterschrift zu bestätigen, anderenfalls ist ein Aufenthalt in den Räumlichkeiten unzulässig."""

PLAIN = """\
Brauchen Sie jemanden, der für Sie übersetzt?
Dann schreiben Sie uns bitte 2 Wochen vor dem Treffen.
Unser Geld reicht nicht für alle.
Wer sich zuerst meldet, bekommt zuerst Hilfe.
Kommen Sie mit dem Rollstuhl?
Dann nehmen Sie bitte die Tür im Hof.
Ist im Protokoll etwas falsch?
Sagen Sie es uns in den nächsten 14 Tagen.
Wir reden jetzt mit allen Ämtern über den neuen Plan.
Wir speichern Ihren Namen und löschen ihn nach dem Treffen.
Das Formular steht unten auf dieser Seite.
Fehlt noch ein Papier?
Rufen Sie uns an, dann finden wir einen Weg.
Der Raum ist klein, melden Sie sich bitte bald an.
Lesen Sie bitte die Regeln für unser Haus."""
