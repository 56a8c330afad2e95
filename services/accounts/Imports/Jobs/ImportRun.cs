using System.Text.Json;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Mapping;
using Platform.Accounts.Imports.Upserts;
using Platform.Contracts;
using Platform.Files;
using Platform.Files.Mapping;
using Platform.Files.Reading;
using Platform.Files.Values;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>One import from where it stands to its end: the file is scanned as a whole, then brought in batch by batch,
/// each batch with its report in one transaction.</summary>
internal sealed class ImportRun(Database database, BatchUpsert upsert, ImportStore store)
{
    private const int BatchRows = 1000;

    // Smaller files are told at once, like changes by hand.
    private const int RowsInBulk = 5_000;

    public async Task RunAsync(ImportLease lease, CancellationToken ct)
    {
        var job = lease.Job;
        await using var file = await store.OpenFileAsync(job.Id, ct);
        var schema = await AttributeSchema.ReadAsync(database, ct);
        ScannedFile scanned;
        try
        {
            scanned = ScannedFile.Scan(
                file,
                job.Format,
                ImportKind.Named(job.Kind, schema)!,
                Mapping(job, schema),
                job.ConfirmedFormats
            );
        }
        catch (UnreadableFileException unreadable)
        {
            await store.FailAsync(lease, unreadable, ct);
            return;
        }
        await store.ScannedAsync(lease, scanned, ct);
        if (scanned.NeedsConfirmation)
            return;
        if (scanned.Rows >= RowsInBulk)
            RequestContext.TellInBulk();

        try
        {
            await ApplyAsync(lease, scanned, schema, file, ct);
            await store.CompleteAsync(lease, ct);
        }
        catch (UnreadableFileException unreadable)
        {
            await store.FailAsync(lease, unreadable, ct);
        }
    }

    private static ImportMapping? Mapping(ImportJob job, IReadOnlyList<AttributeDefinition> schema)
    {
        if (job.Mapping is null)
            return null;
        var (mapping, mistakes) = MappingDocument.Read(
            JsonSerializer.Deserialize<JsonElement>(job.Mapping, ContractJson.Options),
            ImportKind.With(schema)
        );
        return mapping
            ?? throw new UnreadableFileException(
                1,
                "mapping-outdated",
                $"The mapping no longer fits the attribute schema: "
                    + $"{string.Join("; ", mistakes.Select(mistake => $"{mistake.Key}: {mistake.Value}"))}"
            );
    }

    private async Task ApplyAsync(
        ImportLease lease,
        ScannedFile scanned,
        IReadOnlyList<AttributeDefinition> schema,
        Stream file,
        CancellationToken ct
    )
    {
        var firstLines = new Dictionary<string, int>(StringComparer.Ordinal);
        var idSource = scanned.Plan.Source("externalId");
        var context = new UpsertContext(
            lease.Job.Source,
            lease.Job.DryRun,
            firstLines.ContainsKey,
            scanned.Plan.ColumnOf,
            scanned.Plan.LookUpOf("account") ?? "externalId"
        );
        var batch = new ImportBatch();
        foreach (var row in SourceFile.Read(file, lease.Job.Format, scanned.Reading))
        {
            if (!scanned.Plan.Takes(row))
                continue;
            var externalId = idSource?.Column is null ? null : idSource.Cell(row).ToNfc();
            var repeats = externalId is { Length: > 0 } && !firstLines.TryAdd(externalId, row.Line);
            if (row.Line <= lease.Job.DoneLine)
                continue;

            batch.Add(
                row,
                repeats
                    ? RowOutcome.Failed(
                        row.Line,
                        externalId!,
                        Repeated(row.Line, idSource!.Column, externalId!, firstLines[externalId!])
                    )
                    : null
            );
            if (batch.Count < BatchRows)
                continue;
            await CommitAsync(lease, scanned.Plan, schema, context, batch, ct);
            batch = new ImportBatch();
        }
        if (batch.Count > 0)
            await CommitAsync(lease, scanned.Plan, schema, context, batch, ct);
    }

    private async Task CommitAsync(
        ImportLease lease,
        ImportPlan plan,
        IReadOnlyList<AttributeDefinition> schema,
        UpsertContext context,
        ImportBatch batch,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        IReadOnlyList<RowOutcome> outcomes =
        [
            .. batch.Settled,
            .. await upsert.ApplyAsync(work, plan, schema, context, batch.ToApply, ct),
        ];
        if (!lease.Job.DryRun)
        {
            await ImportStore.RecordAsync(work, lease, outcomes, batch);
            await work.CommitAsync();
            return;
        }
        // What a dry run would do is done and rolled back; only the report stays.
        await work.DisposeAsync();
        await using var report = await database.BeginAsync(ct);
        await ImportStore.RecordAsync(report, lease, outcomes, batch);
        await report.CommitAsync();
    }

    private static ImportProblem Repeated(int line, string? column, string externalId, int first) =>
        ImportProblem.Error(
            line,
            column,
            externalId,
            "repeated-in-file",
            ShortenedNumber.Is(externalId)
                ? $"The id stands on line {first} already; that row was taken and this one not. "
                    + $"{ShortenedNumber.Advice}"
                : $"The id stands on line {first} already; that row was taken and this one not. Remove one of them."
        );
}
