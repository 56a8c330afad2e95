using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Grpc;

/// <summary>A slice's answer for gRPC: its value, or its problem as the status that follows from it.</summary>
internal static class SliceAnswers
{
    public static async Task<T> ValueOf<T>(Task<Results<Ok<T>, ProblemHttpResult>> slice) =>
        Value<T>((await slice).Result);

    public static async Task<T> ValueOf<T>(Task<Results<Created<T>, ProblemHttpResult>> slice) =>
        Value<T>((await slice).Result);

    private static T Value<T>(IResult result) =>
        result switch
        {
            IValueHttpResult<T> { Value: { } value } => value,
            ProblemHttpResult refused => throw ToProblem(refused.ProblemDetails).ToException(),
            var other => throw new InvalidOperationException($"{other.GetType()} holds no {typeof(T)}."),
        };

    private static Problem ToProblem(ProblemDetails details) =>
        new(details.Type!, details.Status!.Value, details.Title!, details.Detail)
        {
            Errors = (details as HttpValidationProblemDetails)?.Errors.ToDictionary(StringComparer.Ordinal),
        };
}
