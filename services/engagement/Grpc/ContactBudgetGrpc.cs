using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Engagement.Accounts;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Grpc;

/// <summary>The contact budget over gRPC, for other services and partners: the same rules as over REST.</summary>
public sealed class ContactBudgetGrpc(Database database, ContactBudget.ContactBudgetService budget, TimeProvider clock)
    : V1.ContactBudgetService.ContactBudgetServiceBase
{
    private const int MostTouches = 1000;

    [RequireScope("engagement:write")]
    public override async Task<ReserveTouchesResponse> ReserveTouches(
        ReserveTouchesRequest request,
        ServerCallContext context
    )
    {
        var caller = RequireAll(context);
        if (request.Touches.Count is 0 or > MostTouches)
            throw Problem
                .Invalid("touches", $"{request.Touches.Count} are not from 1 to {MostTouches}")
                .ToRpcException();
        var wishes = request.Touches.Select((wish, i) => Check(wish, i, caller)).ToList();
        await using var work = await database.BeginAsync(context.CancellationToken);
        var reservations = await budget.ReserveAsync(work, wishes, context.CancellationToken);
        await work.CommitAsync();
        return new ReserveTouchesResponse { Reservations = { reservations.Select(Show) } };
    }

    [RequireScope("engagement:write")]
    public override async Task<ConfirmTouchesResponse> ConfirmTouches(
        ConfirmTouchesRequest request,
        ServerCallContext context
    )
    {
        RequireAll(context);
        var confirmed = 0;
        foreach (var id in Ids(request.TouchIds))
        {
            await using var work = await database.BeginAsync(context.CancellationToken);
            if (await budget.MarkSentAsync(work, id, request.SentAt?.ToDateTimeOffset()))
            {
                await TouchReader.EnqueueSentAsync(work, id);
                confirmed++;
            }
            await work.CommitAsync();
        }
        return new ConfirmTouchesResponse { Confirmed = confirmed };
    }

    [RequireScope("engagement:write")]
    public override async Task<ReleaseTouchesResponse> ReleaseTouches(
        ReleaseTouchesRequest request,
        ServerCallContext context
    )
    {
        RequireAll(context);
        var released = 0;
        foreach (var id in Ids(request.TouchIds))
        {
            await using var work = await database.BeginAsync(context.CancellationToken);
            await budget.ReleaseAsync(work, id);
            await work.CommitAsync();
            released++;
        }
        return new ReleaseTouchesResponse { Released = released };
    }

    private TouchRequest Check(TouchWish wish, int index, Caller caller)
    {
        var request = new CreateReservationRequest(
            wish.Email,
            wish.AccountId.Length == 0 ? null : Id("account_id", wish.AccountId),
            wish.Channel,
            wish.Topic,
            wish.HasPriority ? wish.Priority : null,
            wish.PlannedAt?.ToDateTimeOffset(),
            wish.Source.Length == 0 ? null : wish.Source,
            wish.EffectKey.Length == 0 ? null : wish.EffectKey
        );
        if (ReservationRules.Check(request, clock.GetUtcNow()) is not { } problem)
            return ReservationRules.ToTouch(request, caller) with { IsHeld = wish.IsHeld };
        throw Problem
            .Invalid(
                (problem.Errors ?? new Dictionary<string, string[]>(StringComparer.Ordinal)).ToDictionary(
                    error => $"touches[{index}].{error.Key}",
                    error => error.Value,
                    StringComparer.Ordinal
                )
            )
            .ToRpcException();
    }

    private static TouchReservation Show(Reservation reservation) =>
        new()
        {
            TouchId = reservation.TouchId.ToString(),
            State = reservation.State,
            PlannedAt = Timestamp.FromDateTimeOffset(reservation.At),
            NextFreeAt = reservation.NextFreeAt is { } next ? Timestamp.FromDateTimeOffset(next) : null,
            Reason = reservation.Reason ?? "",
        };

    /// <summary>A CSM's own accounts are a matter of the REST surface, where people are.</summary>
    private static Caller RequireAll(ServerCallContext context)
    {
        var caller = Caller.From(context.GetHttpContext().User);
        Ownership.RequireAll(caller);
        return caller;
    }

    private static List<Guid> Ids(RepeatedField<string> values) =>
        values.Count > MostTouches
            ? throw Problem.Invalid("touch_ids", $"{values.Count} are more than {MostTouches}").ToRpcException()
            : [.. values.Select(value => Id("touch_ids", value))];

    private static Guid Id(string field, string value) =>
        Guid.TryParse(value, out var id)
            ? id
            : throw Problem.Invalid(field, $"'{value}' is not a uuid").ToRpcException();
}
