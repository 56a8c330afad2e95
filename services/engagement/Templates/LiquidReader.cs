using Fluid;
using Fluid.Ast;
using Fluid.Parser;

namespace Platform.Engagement.Templates;

/// <summary>Finds the variables that a template speaks of, and what it may not do.</summary>
internal sealed class LiquidReader : AstVisitor
{
    private readonly HashSet<string> _own = new(StringComparer.Ordinal) { "forloop", "empty", "blank", "nil" };

    /// <summary>Variables by their dotted names, without those that the template makes itself.</summary>
    public HashSet<string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Tags that would read something from outside.</summary>
    public HashSet<string> Forbidden { get; } = new(StringComparer.Ordinal);

    public bool HasValueBlock { get; private set; }

    public void Read(IFluidTemplate template) => VisitTemplate(template);

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        var names = memberExpression
            .Segments.TakeWhile(segment => segment is IdentifierSegment)
            .Cast<IdentifierSegment>()
            .Select(segment => segment.Identifier)
            .ToList();
        if (names.Count > 0 && !_own.Contains(names[0]))
            Variables.Add(string.Join('.', names));
        return base.VisitMemberExpression(memberExpression);
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        var visited = base.VisitAssignStatement(assignStatement);
        _own.Add(assignStatement.Identifier);
        return visited;
    }

    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
    {
        var visited = base.VisitCaptureStatement(captureStatement);
        _own.Add(captureStatement.Identifier);
        return visited;
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        _own.Add(forStatement.Identifier);
        return base.VisitForStatement(forStatement);
    }

    protected override Statement VisitIncludeStatement(IncludeStatement includeStatement)
    {
        Forbidden.Add("include");
        return includeStatement;
    }

    protected override Statement VisitRenderStatement(RenderStatement renderStatement)
    {
        Forbidden.Add("render");
        return renderStatement;
    }

    protected override Statement VisitFromStatement(FromStatement fromStatement)
    {
        Forbidden.Add("from");
        return fromStatement;
    }

    protected override Statement VisitEmptyBlockStatement(EmptyBlockStatement emptyBlockStatement)
    {
        if (emptyBlockStatement.TagName == LiquidRenderer.ValueBlock)
            HasValueBlock = true;
        return base.VisitEmptyBlockStatement(emptyBlockStatement);
    }
}
