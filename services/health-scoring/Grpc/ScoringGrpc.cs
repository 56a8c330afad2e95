using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Prediction;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.Protos.Scoring.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Proto = Platform.Protos.Scoring.V1;

namespace Platform.HealthScoring.Grpc;

/// <summary>Thin: the same reads as REST, as protobuf.</summary>
[RequireScope("scores:read")]
public sealed class ScoringGrpc(ScoreReader scores, AccountPredictions predictions, Database database)
    : ScoringService.ScoringServiceBase
{
    private const int MostBatch = 1_000;
    private const int DefaultLimit = 200;

    private sealed record AccountPosition(Guid AccountId);

    private sealed record VersionPosition(int Version);

    public override async Task<Proto.Score> GetScore(GetScoreRequest request, ServerCallContext context)
    {
        var id = Id(request.AccountId, "account_id");
        var at = Instant(request.At, "at");
        var score = at is { } instant
            ? await scores.AtAsync(id, instant, context.CancellationToken)
            : await scores.CurrentAsync(id, context.CancellationToken);
        return ToProto(score ?? throw ScoreProblems.NoScore(id, at).ToException(), explained: true);
    }

    public override async Task<BatchGetScoresResponse> BatchGetScores(
        BatchGetScoresRequest request,
        ServerCallContext context
    )
    {
        if (request.AccountIds.Count > MostBatch)
            throw Problem
                .Invalid("account_ids", $"holds {request.AccountIds.Count} ids; ask for at most {MostBatch}")
                .ToException();
        var found = await scores.OfAsync(
            [.. request.AccountIds.Select((id, i) => Id(id, $"account_ids[{i}]"))],
            context.CancellationToken
        );
        return new BatchGetScoresResponse { Scores = { found.Select(s => ToProto(s, explained: false)) } };
    }

    public override async Task<ListScoresResponse> ListScores(ListScoresRequest request, ServerCallContext context)
    {
        var limit = Limit(request.Limit);
        if (request.Band.Length > 0 && !Scores.ListScores.BandNames.Contains(request.Band, StringComparer.Ordinal))
            throw Problem
                .Invalid("band", $"'{request.Band}' is none of {string.Join(", ", Scores.ListScores.BandNames)}")
                .ToException();
        var rows = await scores.ListAsync(
            Cursor.Read<AccountPosition>(request.Cursor)?.AccountId,
            request.Band.Length == 0 ? null : request.Band,
            limit + 1,
            context.CancellationToken
        );
        return new ListScoresResponse
        {
            Scores = { rows.Take(limit).Select(s => ToProto(s, explained: false)) },
            Next = rows.Count > limit ? Cursor.Write(new AccountPosition(rows[limit - 1].Row.AccountId)) : "",
        };
    }

    public override async Task<ListScoreHistoryResponse> ListScoreHistory(
        ListScoreHistoryRequest request,
        ServerCallContext context
    )
    {
        var (id, limit) = (Id(request.AccountId, "account_id"), Limit(request.Limit));
        if (!await KnownAccounts.HasAsync(database, id, context.CancellationToken))
            throw Problem.NotFound("account", id).ToException();
        var rows = await scores.HistoryAsync(
            id,
            Cursor.Read<VersionPosition>(request.Cursor)?.Version,
            limit + 1,
            context.CancellationToken
        );
        return new ListScoreHistoryResponse
        {
            Scores = { rows.Take(limit).Select(s => ToProto(s, explained: true)) },
            Next = rows.Count > limit ? Cursor.Write(new VersionPosition(rows[limit - 1].Row.Version)) : "",
        };
    }

    public override async Task<Proto.Prediction> GetPrediction(GetPredictionRequest request, ServerCallContext context)
    {
        var found = await predictions.OfAsync(Id(request.AccountId, "account_id"), context.CancellationToken);
        var prediction = new Proto.Prediction
        {
            AccountId = found.AccountId.ToString(),
            AsOf = DayText(found.AsOf),
            HorizonDays = found.HorizonDays,
            ModelVersion = found.ModelVersion,
            Probabilities = { found.Probabilities.ToDictionary() },
            Verdict = found.Verdict,
        };
        foreach (var c in found.Contributions)
        {
            var contribution = new Proto.PredictionContribution { Measure = c.Measure, LogOdds = c.LogOdds };
            if (c.Value is { } value)
                contribution.Value = (double)value;
            prediction.Contributions.Add(contribution);
        }
        return prediction;
    }

    public override async Task<GetUsageResponse> GetUsage(GetUsageRequest request, ServerCallContext context)
    {
        var usage = await Scores.GetUsage.ReadAsync(
            database,
            Id(request.AccountId, "account_id"),
            Day(request.From, "from"),
            Day(request.To, "to"),
            context.CancellationToken
        );
        return new GetUsageResponse
        {
            ActiveUsers = usage.ActiveUsers,
            Days =
            {
                usage.Days.Select(d => new Proto.UsageDay
                {
                    Day = DayText(d.Day),
                    ActiveUsers = d.ActiveUsers,
                    Sessions = d.Sessions,
                    Events = d.Events,
                    Quantity = d.Quantity,
                    Features = d.Features,
                }),
            },
            Features =
            {
                usage.Features.Select(f => new FeatureUsage
                {
                    Feature = f.Feature,
                    Core = f.Core,
                    ActiveUsers = f.ActiveUsers,
                    Events = f.Events,
                    Quantity = f.Quantity,
                }),
            },
        };
    }

    public override Task<BatchGetFeatureUseResponse> BatchGetFeatureUse(
        BatchGetFeatureUseRequest request,
        ServerCallContext context
    ) => FeatureUseGrpc.ReadAsync(database, request, context.CancellationToken);

    private static Guid Id(string text, string field) =>
        Guid.TryParse(text, out var id)
            ? id
            : throw Problem.Invalid(field, $"'{text}' is no account id (a uuid)").ToException();

    private static DateOnly Day(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Problem.Invalid(field, $"'{text}' is no day: yyyy-mm-dd").ToException();

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(Timestamp? at, string field)
    {
        try
        {
            return at?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw Problem
                .Invalid(field, "is no instant between the years 1 and 9999 (seconds and nanoseconds of a Timestamp)")
                .ToException();
        }
    }

    private static int Limit(int asked) =>
        asked == 0 ? DefaultLimit
        : asked is > 0 and <= MostBatch ? asked
        : throw Problem.Invalid("limit", $"{asked} is not from 1 to {MostBatch}").ToException();

    private static Proto.Score ToProto(ExplainedScore s, bool explained)
    {
        var score = new Proto.Score
        {
            AccountId = s.Row.AccountId.ToString(),
            Version = s.Row.Version,
            Band = Bands.TextOf(s.Score.Band) ?? "",
            CapAdjustment = (double)s.Score.CapAdjustment,
            OverrideAdjustment = (double)s.Score.OverrideAdjustment,
            WeightPresent = (double)s.Score.WeightPresent,
            Segment = s.Card.Segment,
            ScorecardVersion = s.Card.Version,
            AsOf = DayText(s.Row.AsOf),
            ScoredAt = s.Row.ScoredAt.ToTimestamp(),
            Drivers =
            {
                s.Score.Drivers.Select(d => new Proto.Driver
                {
                    Cause = d.Cause,
                    Kind = d.Kind,
                    Cost = (double)d.Cost,
                    Playbook = d.Playbook ?? "",
                }),
            },
            Caps =
            {
                s.Score.Caps.Select(c => new Cap
                {
                    Name = c.Name,
                    AtMost = (double)c.AtMost,
                    Reason = c.Reason,
                    Binding = c.Binding,
                }),
            },
        };
        if (s.Score.Score is { } value)
            score.Score_ = (double)value;
        if (s.Score.BeforeCaps is { } before)
            score.BeforeCaps = (double)before;
        if (!explained)
            return score;

        score.Contributions.AddRange(s.Score.Contributions.Select(ToProto));
        if (s.Change is { } change)
        {
            score.Change = new Change { Causes = { change.Causes.Select(ToProto) } };
            if (change.Amount is { } amount)
                score.Change.Amount = (double)amount;
        }
        return score;
    }

    private static Proto.Contribution ToProto(Scoring.Contribution c)
    {
        var contribution = new Proto.Contribution
        {
            Measure = MeasureCatalogue.NameOf(c.Measure),
            Group = c.Group,
            Weight = (double)c.Weight,
            WeightShare = (double)c.WeightShare,
            Points = (double)c.Points,
            PointsLost = (double)c.PointsLost,
        };
        if (c.Raw is { } raw)
            contribution.Raw = (double)raw;
        if (c.Value is { } value)
            contribution.Value = (double)value;
        return contribution;
    }

    private static Cause ToProto(ChangeCause c)
    {
        var cause = new Cause { Cause_ = c.Cause, Kind = c.Kind };
        if (c.Amount is { } amount)
            cause.Amount = (double)amount;
        if (c.From is { } from)
            cause.From = (double)from;
        if (c.To is { } to)
            cause.To = (double)to;
        return cause;
    }
}
