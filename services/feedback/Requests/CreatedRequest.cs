namespace Platform.Feedback.Requests;

/// <param name="PossibleDuplicates">Requests in similar words: vote there instead, or merge.</param>
/// <param name="Request">The request that was made.</param>
public sealed record CreatedRequest(RequestResponse Request, IReadOnlyList<SimilarRequest> PossibleDuplicates);
