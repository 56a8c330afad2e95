using Platform.Contracts;

namespace Platform.Feedback.Figures;

/// <param name="Class"><c>promoter</c>, <c>passive</c>, <c>detractor</c>, or <c>silent</c>: invited, and nobody
/// answered.</param>
/// <param name="Accounts">Accounts with at least one such answer.</param>
/// <param name="Arr">Each account's ARR of today is split evenly over its people's latest answers, so that the classes
/// add up to the accounts' ARR.</param>
/// <param name="People">People whose last answer is of the class.</param>
/// <param name="ShareOfArr">Share of the ARR of all who answered, 0 to 1.</param>
public sealed record ClassRevenue(string Class, int People, int Accounts, Money Arr, decimal? ShareOfArr);
