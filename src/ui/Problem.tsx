/** What went wrong last, over the page so that nothing moves. */
import { say } from '../words/say';
import { usePlayground } from './context';
import './parts/floating.css';
import './problem.css';

export function Problem() {
  const problem = usePlayground((state) => state.problem);
  const dismiss = usePlayground((state) => state.dismissProblem);
  return (
    <div className="floating-place problem-place">
      {problem && (
        <div className="floating problem" role="alert">
          <p>{say(problem)}</p>
          <button type="button" className="link-button" onClick={dismiss}>
            {say('page.dismiss')}
          </button>
        </div>
      )}
    </div>
  );
}
