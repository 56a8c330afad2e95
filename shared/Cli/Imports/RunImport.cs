using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Answers;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Outcomes;
using Platform.Cli.Imports.People;
using Platform.Cli.Imports.Recognition;
using Platform.Cli.Imports.Usage;

namespace Platform.Cli.Imports;

/// <summary>One import from beginning to end: recognise, compare, hand over file by file, report.</summary>
public sealed class RunImport(GatewayClient gateway, ImportOptions options, TextWriter output, TimeProvider clock)
{
    private long _held;
    private long _refused;
    private long _new;
    private long _changed;
    private bool _failed;
    private long _events;

    /// <summary>There were rows, and not one of them was taken or held already.</summary>
    public bool TookNothing => _refused > 0 && _new + _changed + _held + _events == 0;

    /// <returns>The report, flushed; the caller disposes of it.</returns>
    public async Task<DefectReport> RunAsync(CancellationToken ct)
    {
        var source = Recognition.Recognition.Of(options.Path, options.Mapping, options.Source, options.Confirmed);
        foreach (var file in source.Files)
            AskWhatIsUndecided(file);
        var report = new DefectReport(options.ReportFile(clock));
        Announce(source);

        var days = options.ShiftToToday
            ? DateShift.DaysToToday(source, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            : 0;
        if (options.ShiftToToday)
            Say($"All dates are moved by {days} days, so that the newest is today.");

        var facts = SourceFacts.Of(source);
        foreach (var defect in CrossChecks.Of(source, facts))
            report.Add(defect);

        foreach (var file in source.Files.Where(file => file.Unreadable is not null))
            Fail(file, report);
        foreach (var file in source.Files.Where(file => file.Kind == FileKind.People && file.Unreadable is null))
            await PeopleAsync(file, report, ct);
        foreach (var file in source.Files.Where(file => file.Kind.IsImportedByAccounts() && file.Unreadable is null))
            await HandOverAsync(source, file, facts, days, report, ct);
        await FeaturesAsync(source, ct);
        foreach (var file in source.Files.Where(file => file.Kind == FileKind.Usage && file.Unreadable is null))
            await UsageAsync(source, file, facts, days, report, ct);
        foreach (var file in source.Files.Where(file => file.Kind == FileKind.Outcomes && file.Unreadable is null))
            await OutcomesAsync(source, file, days, report, ct);
        foreach (var file in source.Files.Where(file => file.Kind == FileKind.Answers && file.Unreadable is null))
            await AnswersAsync(source, file, facts, days, report, ct);

        report.WriteSummary(output);
        Conclude();
        return report;
    }

    /// <summary>The platform asks about its own files; what is read here is asked about here, before anything is
    /// sent.</summary>
    private static void AskWhatIsUndecided(RecognisedFile file)
    {
        if (
            !file.Kind.IsReadHere()
            || file.Findings.FirstOrDefault(finding => finding.NeedsConfirmation) is not { } open
        )
            return;
        throw new CommandFailedException(
            $"{file.Name}: the column {open.Column} ({open.Type}) can be read in more than one way. Say which: "
                + $"{string.Join(" or ", open.Candidates.Select(way => $"--confirm {open.Column}={way}"))}"
        );
    }

    private void Fail(RecognisedFile file, DefectReport report)
    {
        _failed = true;
        report.Add(Defect.Of(file.Name, file.Unreadable!));
        Say($"{file.Name}: {file.Unreadable!.Message}");
    }

    private void Announce(Recognised source)
    {
        Say(
            source.Profile is { } profile
                ? $"Recognised as {profile.Name}; ids are kept under the source '{source.Source}'."
                : $"Ids are kept under the source '{source.Source}'."
        );
        foreach (var file in source.Files)
            Say($"  {file.Name}: {Purpose(file.Kind)}");
        foreach (var name in source.NotRecognised)
            Say($"  {name}: not recognised, left out");
    }

    private static string Purpose(FileKind kind) =>
        kind switch
        {
            FileKind.ChurnEvents => "churn events, compared with the other files and not imported",
            FileKind.Joined => "read together with the files that it belongs to",
            FileKind.LeftOut => "known, left out",
            _ => kind.Spelt(),
        };

    private async Task HandOverAsync(
        Recognised source,
        RecognisedFile file,
        SourceFacts facts,
        int days,
        DefectReport report,
        CancellationToken ct
    )
    {
        var import = new ServerImport(gateway, source.Source, options.DryRun, options.Confirmed);
        var (rows, inserted, updated, unchanged, refused) = (0L, 0L, 0L, 0L, 0L);
        var (waiting, wrong) = (new HashSet<int>(), new HashSet<int>());
        foreach (var part in FileParts.Of(file, days))
        {
            foreach (var fault in part.Faults)
            {
                report.Add(Defect.Of(file.Name, fault));
                wrong.Add(fault.Line);
            }

            (rows, refused) = (rows + part.Faults.Count, refused + part.Faults.Count);
            if (part.Content.Length == 0)
                continue;
            var done = await import.RunAsync(file, part, ct);
            await foreach (var defect in import.ReportAsync(file, done, ct))
            {
                // In a dry run nothing is stored, so the accounts of the very same import are not known to the others.
                var isKnownHere =
                    options.DryRun
                    && defect.Code == "unknown-account"
                    && defect.Value is { } account
                    && facts.Accounts.ContainsKey(account);
                var isNoNews =
                    defect is { Code: "column-not-read", Column: { } column }
                    && (file.LeftOut.Contains(column) || file.LeftOut.Contains("*"));
                if (isKnownHere)
                    waiting.Add(defect.Line);
                else if (!isNoNews)
                    report.Add(defect);
                if (defect.IsError && !isKnownHere)
                    wrong.Add(defect.Line);
            }

            (rows, inserted, updated, unchanged, refused) = (
                rows + done.RowsRead,
                inserted + done.RowsInserted,
                updated + done.RowsUpdated,
                unchanged + done.RowsUnchanged,
                refused + done.RowsFailed
            );
            if (!done.HasFailed)
                continue;
            _failed = true;
            Say($"{file.Name}: {done.Status}: {done.Problem}");
        }

        _new += inserted;
        _changed += updated;
        _held += unchanged;
        _refused += refused;
        waiting.ExceptWith(wrong);
        var others =
            waiting.Count == 0 ? "" : $", {waiting.Count:#,0} of accounts that only the import itself would bring";
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name}: {rows:#,0} rows: {inserted:#,0} new, {updated:#,0} changed, {unchanged:#,0} unchanged, "
                    + $"{refused - waiting.Count:#,0} refused{others}"
            )
        );
    }

    private async Task FeaturesAsync(Recognised source, CancellationToken ct)
    {
        var features = FeatureCatalogue.Of(source);
        if (features.Count == 0 || options.DryRun)
            return;
        var sent = await FeatureCatalogue.PutAsync(gateway, features, ct);
        Say(
            $"Feature catalogue: {sent.Count} features, {sent.Count(feature => feature.Core == true)} of them core, "
                + $"{sent.Count(feature => feature.Premium == true)} premium."
        );
        if (sent.Count < features.Count)
            Say($"{features.Count - sent.Count} features are declared on the platform and stay as they are.");
    }

    private async Task UsageAsync(
        Recognised source,
        RecognisedFile file,
        SourceFacts facts,
        int days,
        DefectReport report,
        CancellationToken ct
    )
    {
        var usage = new UsageFile(file, source.Source, facts, report.Add, days);
        var column = file.ColumnOf("eventId");
        var sender = new SendEvents(gateway, backfill: true);
        if (options.DryRun)
            _ = usage.Lines().Count();
        else
        {
            await sender.SendAsync(
                usage.Lines(),
                (line, reason) =>
                    report.Add(
                        Defect.Error(file.Name, line.Line, column, line.Event.EventId, "refused-by-platform", reason)
                    ),
                _ => { },
                ct
            );
        }

        _events += usage.RowsRead - usage.RowsRefused - sender.Rejected;
        _refused += usage.RowsRefused + sender.Rejected;
        var done = options.DryRun ? "would be sent" : "accepted (an id that the platform knows does not count again)";
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name}: {usage.RowsRead:#,0} rows: "
                    + $"{usage.RowsRead - usage.RowsRefused - sender.Rejected:#,0} events {done}, "
                    + $"{usage.RowsRefused + sender.Rejected:#,0} refused"
            )
        );
    }

    private async Task OutcomesAsync(
        Recognised source,
        RecognisedFile file,
        int days,
        DefectReport report,
        CancellationToken ct
    )
    {
        var sender = new SendOutcomes(gateway, file, source.Source, report.Add, days);
        await sender.RunAsync(options.DryRun, ct);
        var taken = sender.RowsRead - sender.RowsRefused;
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name}: {sender.RowsRead:#,0} rows: {taken:#,0} outcomes, {sender.RowsRefused:#,0} refused"
            )
        );
    }

    private async Task PeopleAsync(RecognisedFile file, DefectReport report, CancellationToken ct)
    {
        var sender = new SendPeople(gateway, file, report.Add);
        await sender.RunAsync(options.DryRun, ct);
        Tell(file, sender.RowsRead, sender.New, sender.Changed, sender.RowsRefused);
    }

    private async Task AnswersAsync(
        Recognised source,
        RecognisedFile file,
        SourceFacts facts,
        int days,
        DefectReport report,
        CancellationToken ct
    )
    {
        var sender = new SendAnswers(gateway, file, source.Source, facts, report.Add, days);
        await sender.RunAsync(options.Survey, options.DryRun, ct);
        Tell(file, sender.RowsRead, sender.New, changed: 0, sender.RowsRefused);
    }

    private void Tell(RecognisedFile file, long read, long inserted, long changed, long refused)
    {
        var unchanged = read - inserted - changed - refused;
        (_new, _changed, _held, _refused) = (
            _new + inserted,
            _changed + changed,
            _held + unchanged,
            _refused + refused
        );
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name}: {read:#,0} rows: {inserted:#,0} new, {changed:#,0} changed, {unchanged:#,0} unchanged, "
                    + $"{refused:#,0} refused"
            )
        );
    }

    private void Conclude()
    {
        if (_failed)
            throw new CommandFailedException("The import did not get through; see above.");
        if (TookNothing)
        {
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(options.DryRun ? "Nothing would be imported" : "Nothing was imported")}: "
                        + $"all {_refused:#,0} rows were refused, for the reasons above."
                )
            );
            return;
        }

        var refused =
            _refused == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {_refused:#,0} rows were refused.");
        Say(
            (
                options.DryRun ? "Dry run: nothing was stored."
                : _new + _changed > 0
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"Done: {_new:#,0} new and {_changed:#,0} changed rows."
                    )
                : _held > 0
                    ? $"Nothing changed: the platform held {(_refused == 0 ? "all rows" : "the others")} "
                        + $"already{(_events > 0 ? "; of usage it counts each event once" : "")}."
                : _events > 0 ? "Done: of usage the platform counts each event once."
                : "There were no rows to import."
            ) + refused
        );
    }

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private void Say(string text) => output.WriteLine(text);
}
