using System.IO.Compression;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Mapping;
using Platform.Files.Mapping;
using Platform.Files.Reading;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>
/// Takes a file as the request's body and answers 202; it is brought in in the background. For managers, operations
/// and keys: a file changes many accounts at once.
/// </summary>
public static class StartImport
{
    /// <summary>100,000 rows of a kilobyte each, and room; also what a gzip body may unpack to.</summary>
    public const long LargestFile = 200_000_000;
    private const int ChunkBytes = 1 << 20;

    public static void Map(IEndpointRouteBuilder imports) =>
        imports
            .MapPost("/", HandleAsync)
            .WithName(nameof(StartImport))
            .WithoutIdempotencyKey()
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile));

    private static async Task<Results<Accepted<ImportResponse>, ProblemHttpResult>> HandleAsync(
        string kind,
        string source,
        string? mapping,
        string? fileName,
        bool? dryRun,
        HttpRequest request,
        Database database,
        RequestContext context,
        ImportSignal signal,
        Caller caller,
        CancellationToken ct
    )
    {
        if (!caller.WritesAllAccounts)
            return ImportProblems.NotAllowed().ToResult();
        if (!ImportKind.Knows(kind))
            return Problem.Invalid("kind", $"'{kind}' is not one of {ImportKind.Names}").ToResult();
        if (string.IsNullOrWhiteSpace(source) || source.Length > 100 || source.Contains(':', StringComparison.Ordinal))
            return Problem
                .Invalid(
                    "source",
                    "is required: the system that the ids are of, at most 100 characters, without a colon"
                )
                .ToResult();
        if (SourceFile.FormatOf(request.ContentType) is not { } format)
            return ImportProblems.UnknownType(request.ContentType).ToResult();
        var (document, refusal) = await SavedMappingAsync(database, mapping, kind, ct);
        if (refusal is not null)
            return refusal.ToResult();

        // All of it is here before a connection to the database is taken: a slow sender does not hold one.
        request.EnableBuffering(bufferThreshold: ChunkBytes);
        await request.Body.DrainAsync(ct);
        request.Body.Position = 0;

        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                kind,
                source,
                format,
                fileName = Shorten(fileName),
                document,
                DryRun = dryRun ?? false,
                By = caller.Id,
                context.Now,
            }
        );
        if (!await SpoolAsync(work, id, request, ct))
            return Problem.Invalid("body", "is empty; send the file as the request's body").ToResult();
        await work.CommitAsync();
        signal.Set();

        var job = await database.SingleOrDefaultAsync<ImportJob>(
            $"select {ImportJob.Columns} from import_job where id = @id",
            new { id },
            ct
        );
        return TypedResults.Accepted($"/v1/imports/{id}", ImportResponse.From(job!));
    }

    private static async Task<(string? Document, Problem? Refusal)> SavedMappingAsync(
        Database database,
        string? name,
        string kind,
        CancellationToken ct
    )
    {
        if (string.IsNullOrEmpty(name))
            return (null, null);
        var document = await database.ScalarAsync<string>(
            "select document::text from import_mapping where name = @name",
            new { name },
            ct
        );
        if (document is null)
            return (null, ImportProblems.MappingNotFound(name));
        var (mapping, mistakes) = MappingDocument.Read(
            System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(document),
            ImportKind.With(await AttributeSchema.ReadAsync(database, ct))
        );
        if (mapping is null)
            return (null, ImportProblems.InvalidMapping(mistakes));
        return mapping.Kind.Name == kind
            ? (document, null)
            : (null, ImportProblems.OtherKind(name, mapping.Kind.Name, kind));
    }

    private static async Task<bool> SpoolAsync(UnitOfWork work, Guid id, HttpRequest request, CancellationToken ct)
    {
        var zipped = request.Headers.ContentEncoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase);
        await using var body = zipped ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        var chunk = new byte[ChunkBytes];
        long total = 0;
        for (var no = 0; ; no++)
        {
            var length = await ReadAsync(body, chunk, ct);
            if (length == 0)
                return no > 0;
            if ((total += length) > LargestFile)
                throw new BadHttpRequestException(
                    $"The file has more than {LargestFile} bytes. Split it.",
                    StatusCodes.Status413PayloadTooLarge
                );
            await work.ExecuteAsync(
                "insert into import_chunk (job_id, no, bytes) values (@id, @no, @bytes)",
                new
                {
                    id,
                    no,
                    bytes = chunk[..length],
                }
            );
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] chunk, CancellationToken ct)
    {
        try
        {
            return await body.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, ct);
        }
        catch (InvalidDataException notZipped)
        {
            throw new BadHttpRequestException("Content-Encoding says gzip, but the body is none.", notZipped);
        }
    }

    private static string? Shorten(string? fileName) => fileName is { Length: > 200 } ? fileName[..200] : fileName;

    private const string Insert = """
        insert into import_job (id, kind, source, format, file_name, mapping, dry_run, status, created_by, created_at)
        values (@id, @kind, @source, @format, @fileName, @document::jsonb, @DryRun, 'queued', @By, @Now)
        """;
}
